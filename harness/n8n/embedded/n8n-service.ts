import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Lease } from '../../machine/lease.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { clockEnvironment } from '../driver/clock-shim/clock-file.ts';
import { n8nEnvironment, type N8nSettings } from '../driver/n8n-environment.ts';
import type { N8nRole } from '../driver/n8n-role.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { boot } from './boot.ts';
import { ProcessService } from './process-service.ts';

export interface N8nServiceOptions {
  readonly role: N8nRole;
  readonly installed: InstalledN8n;
  /** All settings except the user folder, which is `<directory>/user/<home>`. */
  readonly settings: Omit<N8nSettings, 'userFolder' | 'listen'>;
  readonly clockFile: string;
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
  installed,
  settings,
  clockFile,
  authorityFile,
  directory,
  lease,
  onProcess,
  secrets,
}: N8nServiceOptions): ProcessService {
  const { name, what, command, ready, announces, finishes } = role;
  const userFolder = join(directory, 'user', role.home);
  const logFile = join(directory, `${name}.log`);
  mkdirSync(userFolder, { recursive: true });
  return new ProcessService(name, logFile, (signal) =>
    boot({
      name,
      what,
      command: installed.node,
      args: [installed.entry, ...command],
      environment: {
        ...processEnvironment(installed.node, userFolder),
        NODE_EXTRA_CA_CERTS: authorityFile,
        ...n8nEnvironment({ ...settings, userFolder, listen: '127.0.0.1' }),
        ...clockEnvironment(clockFile),
      },
      directory: userFolder,
      logFile,
      lease,
      onProcess,
      ready,
      announces,
      finishes,
      secrets,
      signal,
    }),
  );
}

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
