import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import { ownerStatus, readOwner, thisOwner } from '../../machine/owner-status.ts';
import { stopGroup } from '../../machine/process-group.ts';
import {
  identifyProcess,
  isRunning,
  type ProcessIdentity,
} from '../../machine/process-identity.ts';

/** Name of the lock that opening a job and pruning the store share. */
export const STAGING_LOCK = 'staging';

const OWNER_FILE = 'owner.json';

/** A folder to work in that belongs to this process. Disposing removes it with everything in it. */
export interface StagingJob extends AsyncDisposable {
  readonly folder: string;
  /**
   * Notes the leader of a process group working here, so that it can be stopped even when we are
   * killed.
   */
  noteGroup(pid: number): Promise<void>;
}

/**
 * Makes `staging/<label>-<pid>-<random>/`. Waits while the store is pruned: pruning holds the same
 * lock for as long as it takes, and only begins when no job is open.
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
 * Removes what killed processes left in staging, after stopping process groups that outlived them.
 * Returns how many jobs are still at work, or may be on another machine. Hold the staging lock
 * meanwhile: a job of another machine that has not written its owner yet looks like none.
 */
export async function sweepStaging(cache: CacheLayout): Promise<number> {
  let live = 0;
  for (const name of await readdir(cache.staging).catch(() => [])) {
    const folder = join(cache.staging, name);
    const job = readOwner(join(folder, OWNER_FILE));
    if (job === null ? await isUnfinishedStart(name) : (await ownerStatus(job)) !== 'dead') {
      live += 1;
      continue;
    }
    for (const group of job?.groups ?? [])
      if (await isRunning(group)) await stopGroup(group.pid, 2_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return live;
}

/** {@link sweepStaging} while nobody opens a job or prunes the store. */
export async function sweepUnderLock(
  cache: CacheLayout,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  await using _lock = await holdLock(cache, STAGING_LOCK, signal);
  await sweepStaging(cache);
}

/**
 * The folder exists a moment before its owner file does; its name tells who is about to write it.
 */
async function isUnfinishedStart(name: string): Promise<boolean> {
  const pid = Number(/-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]);
  return Number.isInteger(pid) && (await identifyProcess(pid)) !== null;
}
