import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import getPort from 'get-port';
import type { StartOptions, TargetInfo } from '../../model/target.ts';
import type { Lease } from '../../store/lease.ts';
import { clockEnvironment } from '../clock-shim/clock-file.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { bootN8n, type BootOptions } from './boot.ts';
import { n8nEnvironment } from './n8n-environment.ts';
import type { N8nProcess } from './n8n-process.ts';
import { logIn, randomOwner, setUpOwner } from './owner.ts';
import { RestClient } from './rest-client.ts';

/** Everything one start is made of; booting it again is a restart. Secrets are made here and stay in memory. */
export interface Launch {
  readonly boot: Omit<BootOptions, 'signal'>;
  readonly rest: RestClient;
  readonly lease: Lease;
  readonly encryptionKey: string;
  readonly database: string;
  readonly logFile: string;
  readonly clockFile: string;
}

/** Starts n8n in `<directory>/user` on free ports and opens the owner's session. */
export async function launchN8n(installed: InstalledN8n, info: TargetInfo, options: StartOptions, lease: Lease): Promise<{ readonly launch: Launch; readonly process: N8nProcess }> {
  const userFolder = join(options.directory, 'user');
  const logFile = join(options.directory, 'n8n.log');
  const clockFile = join(userFolder, 'clock-offset');
  const encryptionKey = randomBytes(24).toString('base64url');
  const owner = randomOwner();
  const web = await getPort();
  const ports = { web, broker: await getPort({ exclude: [web] }) };
  const baseUrl = `http://127.0.0.1:${ports.web}`;
  const environment = { ...n8nEnvironment({ node: installed.node, userFolder, ports, encryptionKey }), ...clockEnvironment(clockFile) };
  const boot = { node: installed.node, entry: installed.entry, environment, directory: userFolder, logFile, lease, onProcess: options.onProcess, version: info.n8n, baseUrl, secrets: [encryptionKey, owner.password] };
  const rest = new RestClient(baseUrl, (client, signal) => logIn(client, owner, signal));
  lease.makeFolder(userFolder);
  const process = await bootN8n({ ...boot, signal: options.signal });
  try {
    await setUpOwner(rest, owner, options.signal);
  } catch (error) {
    await process.stop(true);
    throw error;
  }
  return { launch: { boot, rest, lease, encryptionKey, database: join(userFolder, '.n8n', 'database.sqlite'), logFile, clockFile }, process };
}
