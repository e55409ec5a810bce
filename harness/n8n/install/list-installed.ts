import { join } from 'node:path';
import { rcompare } from 'semver';
import { cacheLayout } from '../../machine/cache.ts';
import type { CacheLayout } from '../../machine/cache.ts';
import { folderSizes } from '../../machine/folder-sizes.ts';
import { runCommand } from '../../machine/run-command.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { readInstalledRecords } from './installed-record.ts';
import type { InstalledRecord } from './installed-record.ts';

/** Installed versions, newest first. */
export async function listInstalled(
  cache: CacheLayout = cacheLayout(),
): Promise<readonly (InstalledRecord & { readonly directory: string })[]> {
  const records = await readInstalledRecords(cache);
  return records
    .map((record) => ({ ...record, directory: join(cache.versions, record.version) }))
    .sort((a, b) => rcompare(a.version, b.version));
}

export interface CacheUse {
  readonly root: string;
  readonly totalBytes: number;
  /**
   * Bytes of each part of the cache. Files that a version shares with the store by hard links count
   * for the store.
   */
  readonly parts: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
  }[];
}

/** Path of the cache folder and the size of its parts. */
export async function measureCache(
  cache: CacheLayout = cacheLayout(),
  signal: AbortSignal = new AbortController().signal,
  run: RunCommand = runCommand,
): Promise<CacheUse> {
  const names = ['store', 'versions', 'node', 'native', 'staging'] as const;
  const sizes = await folderSizes(
    names.map((name) => cache[name]),
    run,
    signal,
  );
  const parts = names.map((name) => ({
    name,
    path: cache[name],
    bytes: sizes.get(cache[name]) ?? 0,
  }));
  return { root: cache.root, totalBytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
}
