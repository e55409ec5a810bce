import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Lease } from '../../machine/lease.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { clockEnvironment } from '../driver/clock-shim/clock-file.ts';
import { lookupEnvironment } from '../driver/lookup-shim/lookup-file.ts';
import { n8nEnvironment, type N8nSettings } from '../driver/n8n-environment.ts';
import type { N8nRole } from '../driver/n8n-role.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { boot } from './boot.ts';
import { N8nProcess } from './n8n-process.ts';

export interface N8nServiceOptions {
  readonly role: (version: string) => N8nRole;
  /** The n8n that is started, and others that may be started in its place. */
  readonly programs: readonly [InstalledN8n, ...InstalledN8n[]];
  /** All settings except the user folder, which is `<directory>/user/<home>`. */
  readonly settings: Omit<N8nSettings, 'userFolder' | 'listen'>;
  readonly clockFile: string;
  readonly lookupFile: string;
  /** The certificate of the authority by which n8n knows the provider's https addresses. */
  readonly authorityFile: string;
  /** Folder of this start. The log is `<directory>/<name>.log`. */
  readonly directory: string;
  readonly lease: Lease;
  readonly onProcess: (event: ProcessEvent) => void;
  readonly secrets: readonly string[];
}

/** One process of n8n, not started yet. */
export function createN8nService({
  role,
  programs,
  settings,
  clockFile,
  lookupFile,
  authorityFile,
  directory,
  lease,
  onProcess,
  secrets,
}: N8nServiceOptions): N8nProcess {
  const [first] = programs;
  const { name, home } = role(first.version);
  const userFolder = join(directory, 'user', home);
  const logFile = join(directory, `${name}.log`);
  mkdirSync(userFolder, { recursive: true });
  return new N8nProcess(name, logFile, userFolder, (signal, other, version) => {
    const installed = programs.find((one) => one.version === version) ?? first;
    const { what, command, ready, announces, finishes } = role(installed.version);
    return boot({
      name,
      what,
      command: installed.node,
      args: [installed.entry, ...command],
      environment: {
        ...processEnvironment(installed.node, userFolder),
        NODE_EXTRA_CA_CERTS: authorityFile,
        ...n8nEnvironment({ ...settings, userFolder, listen: '127.0.0.1' }),
        ...withShims(clockEnvironment(clockFile), lookupEnvironment(lookupFile)),
        ...other?.environment,
      },
      directory: userFolder,
      logFile,
      lease,
      onProcess,
      ready,
      announces,
      finishes,
      refusal: other?.refusal,
      secrets,
      signal,
    });
  });
}

/** The variables of several shims, each of which is loaded by a word in NODE_OPTIONS. */
const withShims = (
  ...shims: readonly Readonly<Record<string, string>>[]
): Readonly<Record<string, string>> => ({
  ...Object.assign({}, ...shims),
  NODE_OPTIONS: shims.map(({ NODE_OPTIONS = '' }) => NODE_OPTIONS).join(' '),
});

/**
 * The environment of an n8n process. Only PATH is taken from the environment of the harness: a
 * variable `N8N_…`, a proxy or `NODE_OPTIONS` from there would become part of the test without
 * anybody noticing.
 */
function processEnvironment(node: string, home: string): Readonly<Record<string, string>> {
  // n8n starts its task runner with the command `node`. This must be the same Node that runs n8n.
  return {
    PATH: [dirname(node), process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter),
    HOME: home,
  };
}
