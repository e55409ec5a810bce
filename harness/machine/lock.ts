import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLayout } from './cache.ts';
import { pause } from './poll.ts';

const POLL_MS = 250;
/**
 * A holder that was killed no longer refreshes its lock. After this time the next process takes the
 * lock over.
 */
const STALE_MS = 10_000;

/**
 * Waits for a lock in the cache folder that works across processes, and holds it until it is
 * disposed.
 * @param onWait told once, when somebody else holds it
 * @throws the signal's reason when it is aborted while waiting
 */
export async function holdLock(
  cache: CacheLayout,
  name: string,
  signal: AbortSignal,
  onWait: () => void = () => {},
): Promise<AsyncDisposable> {
  await mkdir(cache.locks, { recursive: true });
  for (let first = true; ; first = false) {
    const release = await tryLock(join(cache.locks, name));
    if (release !== null) return { [Symbol.asyncDispose]: () => release().catch(() => {}) };
    if (first) onWait();
    await pause(POLL_MS, signal);
  }
}

/**
 * Losing a lock is not an error, for example when the machine slept or the folder was deleted: two
 * holders work in different staging folders, and the rename that publishes a result succeeds for
 * only one of them.
 */
async function tryLock(path: string): Promise<(() => Promise<void>) | null> {
  // It catches every signal as soon as it is loaded, so that a program that computes, or waits for
  // a file, would no longer be ended by one. Programs that lock something have begun to hold them.
  const { lock } = await import('proper-lockfile');
  try {
    return await lock(path, {
      realpath: false,
      stale: STALE_MS,
      update: STALE_MS / 4,
      onCompromised: () => {},
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return null;
    throw error;
  }
}
