import { access, constants, mkdir } from 'node:fs/promises';
import type { CacheLayout } from '../../machine/cache.ts';
import { nearestFolder, tryWriting } from '../../machine/nearest-folder.ts';
import { HarnessError } from '../../model/error.ts';
import { FREE_SOME_SPACE, freeOn, isFull } from './full-disk.ts';

/** One n8n takes 1.9 GB unpacked, and its downloaded packages take more. */
const NEEDED_BYTES = 3 * 1024 ** 3;

/**
 * Creates the cache folder and checks that an installation can work in it.
 * @throws HarnessError `cache-not-writable`, `disk-full`
 */
export async function checkCache(
  cache: CacheLayout,
  freeBytes: (folder: string) => Promise<number> = freeOn,
): Promise<void> {
  try {
    tryWriting(cache.root);
    for (const folder of [
      cache.store,
      cache.versions,
      cache.node,
      cache.native,
      cache.staging,
      cache.locks,
    ]) {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
    }
  } catch (cause) {
    // How much is free, and how much is needed, says more.
    if (!isFull(cause))
      throw new HarnessError(
        'cache-not-writable',
        `Could not use the cache folder ${cache.root}: ${cause instanceof Error ? cause.message : String(cause)}.`,
        { cause, hint: 'Set OAUTH_CHAOS_CACHE to a folder you may write to.', exitCode: 75 },
      );
  }
  const free = await freeBytes(nearestFolder(cache.root));
  if (free >= NEEDED_BYTES) return;
  throw new HarnessError(
    'disk-full',
    `Could not install n8n into ${cache.root}: ${gigabytes(free)} GB are free, ${gigabytes(NEEDED_BYTES)} GB are needed.`,
    {
      hint: FREE_SOME_SPACE,
      exitCode: 75,
    },
  );
}

function gigabytes(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(1);
}
