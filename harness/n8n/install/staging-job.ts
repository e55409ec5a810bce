import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLayout } from '../../machine/cache.ts';
import { measured, type Removed } from '../../machine/folder-sizes.ts';
import { holdLock } from '../../machine/lock.ts';
import { ownerStatus, readOwner, thisOwner } from '../../machine/owner-status.ts';
import { stopGroup } from '../../machine/process-group.ts';
import {
  identifyProcess,
  isRunning,
  type ProcessIdentity,
} from '../../machine/process-identity.ts';

/** Name of the lock that is held to open a job and to prune the store. */
export const STAGING_LOCK = 'staging';

const OWNER_FILE = 'owner.json';

/**
 * A working folder that belongs to this process. Disposing it removes the folder with everything in
 * it.
 */
export interface StagingJob extends AsyncDisposable {
  readonly folder: string;
  /**
   * Records the leader of a process group that works in the folder, so that the group can be
   * stopped even when this process is killed.
   */
  noteGroup(pid: number): Promise<void>;
}

/**
 * Creates `staging/<label>-<pid>-<random>/`. Waits while the store is pruned: pruning holds the
 * same lock until it is done, and only begins when no job is open.
 */
export async function createStagingJob(
  cache: CacheLayout,
  label: string,
  signal: AbortSignal,
): Promise<StagingJob> {
  await using _lock = await holdLock(cache, STAGING_LOCK, signal);
  const folder = join(cache.staging, `${label}-${process.pid}-${randomBytes(4).toString('hex')}`);
  const owner = await thisOwner('a staging folder');
  const groups: ProcessIdentity[] = [];
  const write = (): Promise<void> =>
    writeFile(join(folder, OWNER_FILE), JSON.stringify({ ...owner, groups }));
  await mkdir(folder, { recursive: true });
  await write();
  return {
    folder,
    async noteGroup(pid) {
      const identity = await identifyProcess(pid);
      if (identity === null) return;
      groups.push(identity);
      await write();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/**
 * Stops process groups that outlived a killed process, and removes what killed processes left in
 * the staging folder. Returns the number of jobs that still run, or may run on another machine, and
 * what was removed. The caller must hold the staging lock, because a job of another machine that
 * has not written its owner file yet looks abandoned.
 */
export async function sweepStaging(
  cache: CacheLayout,
): Promise<{ readonly live: number; readonly removed: Removed }> {
  let live = 0;
  const gone: string[] = [];
  for (const name of await readdir(cache.staging).catch(() => [])) {
    const folder = join(cache.staging, name);
    const job = readOwner(join(folder, OWNER_FILE));
    if (job === null ? await isUnfinishedStart(name) : (await ownerStatus(job)) !== 'dead') {
      live += 1;
      continue;
    }
    for (const group of job?.groups ?? [])
      if (await isRunning(group)) await stopGroup(group.pid, 2_000);
    gone.push(folder);
  }
  const removed = await measured(gone);
  for (const folder of gone) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  return { live, removed };
}

/**
 * Runs {@link sweepStaging} under the lock, so that nobody opens a job or prunes the store
 * meanwhile. Returns what was removed.
 */
export async function sweepUnderLock(
  cache: CacheLayout,
  signal: AbortSignal = new AbortController().signal,
): Promise<Removed> {
  await using _lock = await holdLock(cache, STAGING_LOCK, signal);
  return (await sweepStaging(cache)).removed;
}

/**
 * True for a folder whose owner file is not written yet, while the process that creates it runs.
 * The folder's name contains the id of that process.
 */
async function isUnfinishedStart(name: string): Promise<boolean> {
  const pid = Number(/-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]);
  return Number.isInteger(pid) && (await identifyProcess(pid)) !== null;
}
