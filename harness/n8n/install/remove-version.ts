import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { valid } from 'semver';
import { cacheLayout } from '../../machine/cache.ts';
import type { CacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import { runCommand } from '../../machine/run-command.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import { listInstalled, measureCache } from './list-installed.ts';
import { pruneWhenQuiet } from './prune-store.ts';
import { createStagingJob } from './staging-job.ts';
import { leaseFolder, leaseHolders, type Holder } from './version-lease.ts';

/**
 * Removes an installed version. Also removes from the store what only this version used, unless an
 * installation is running.
 * @throws HarnessError `n8n-not-installed` (exit code 64), `n8n-in-use` (75) while another process
 * uses it
 */
export async function removeVersion(
  version: string,
  signal: AbortSignal,
  cache: CacheLayout = cacheLayout(),
  run: RunCommand = runCommand,
): Promise<{ readonly freedBytes: number }> {
  // The version becomes part of a path: `.` or an empty text would mean the folder of all versions.
  if (valid(version) !== version) throw await notInstalled(version, cache);
  await using _lock = await holdLock(cache, `n8n-${version}`, signal);
  const folder = join(cache.versions, version);
  if (!existsSync(folder)) throw await notInstalled(version, cache);
  const holders = await leaseHolders(cache, version);
  if (holders.length > 0) throw inUse(version, holders, leaseFolder(cache, version));
  const before = await measureCache(cache, signal, run);
  await moveAway(folder, cache, version, signal);
  await pruneWhenQuiet(cache, signal, run);
  const after = await measureCache(cache, signal, run);
  return { freedBytes: Math.max(0, before.totalBytes - after.totalBytes) };
}

/** Renames the folder first, so that nobody ever sees a half-removed version. */
async function moveAway(
  folder: string,
  cache: CacheLayout,
  version: string,
  signal: AbortSignal,
): Promise<void> {
  await using job = await createStagingJob(cache, `remove-${version}`, signal);
  await rename(folder, join(job.folder, 'n8n'));
}

function inUse(version: string, holders: readonly Holder[], leases: string): HarnessError {
  const who = holders.map(({ pid, host }) => (host === undefined ? pid : `${pid} on ${host}`));
  const elsewhere = holders.some(({ host }) => host !== undefined)
    ? ` When nothing runs on that other machine any more, delete ${leases}.`
    : '';
  return new HarnessError(
    'n8n-in-use',
    `Could not remove n8n ${version}: process ${who.join(', ')} uses it.`,
    { hint: `Wait for that run to end, or stop it.${elsewhere}`, exitCode: 75 },
  );
}

async function notInstalled(version: string, cache: CacheLayout): Promise<HarnessError> {
  const installed = (await listInstalled(cache)).map((entry) => entry.version);
  return new HarnessError(
    'n8n-not-installed',
    `Could not remove n8n ${version}: it is not installed.`,
    { hint: `Installed: ${installed.join(', ') || 'none'}.`, exitCode: 64 },
  );
}
