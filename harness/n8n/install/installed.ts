import { join } from 'node:path';
import type { CacheLayout } from '../../machine/cache.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { provideNode } from './fetch-node.ts';
import type { InstalledN8n } from './installed-n8n.ts';
import { readInstalledRecord } from './installed-record.ts';
import { readN8nPackage } from './n8n-package.ts';
import type { Platform } from './platform.ts';

/**
 * Returns an installed version, or null. The Node for it is chosen again, because the one it was
 * installed with may be gone. Uses the network only when that Node has to be downloaded again.
 */
export async function findInstalled(
  version: string,
  cache: CacheLayout,
  platform: Platform,
  run: RunCommand,
  signal: AbortSignal,
): Promise<InstalledN8n | null> {
  const directory = join(cache.versions, version);
  const record = await readInstalledRecord(directory);
  const n8n = await readN8nPackage(join(directory, 'node_modules', 'n8n'));
  if (record === null || n8n === null) return null;
  const node = await provideNode(n8n.nodeRange, cache, platform, run, signal);
  return {
    version: n8n.version,
    directory,
    node: node.binary,
    nodeVersion: node.version,
    overrides: Object.fromEntries(
      record.overrides.map((override) => [override.package, override.version]),
    ),
    entry: n8n.entry,
    installMs: record.installMs,
  };
}
