import type { CacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { pnpmPruneStore } from './pnpm-install.ts';
import { STAGING_LOCK, sweepStaging } from './staging-job.ts';

/**
 * Prunes the store when no installation runs: pruning removes every file to which no version links,
 * including files that an installation has downloaded but not linked yet.
 */
export async function pruneWhenQuiet(
  cache: CacheLayout,
  signal: AbortSignal,
  run: RunCommand,
): Promise<void> {
  await using _lock = await holdLock(cache, STAGING_LOCK, signal);
  if ((await sweepStaging(cache)).live === 0) await pnpmPruneStore(cache, signal, run);
}
