import { join } from 'node:path';
import { cacheRoot } from './cache-root.ts';

/**
 * Where everything the harness keeps between runs lies. Never inside the checkout. All paths are
 * absolute.
 */
export interface CacheLayout {
  readonly root: string;
  /** pnpm's content store, shared by every n8n version, and the registry metadata it remembers. */
  readonly store: string;
  /** `versions/<version>/`: one finished n8n each. */
  readonly versions: string;
  /**
   * `node/<version>-<platform>/`: Node runtimes fetched for an n8n that needs another one than
   * ours.
   */
  readonly node: string;
  /** `native/sqlite3-<version>-<platform>/`: native parts, built once. */
  readonly native: string;
  /** Work in progress; nothing here outlives the process that made it for long. */
  readonly staging: string;
  readonly locks: string;
}

/**
 * The cache folder, see `cacheRoot`. Creates nothing.
 */
export function cacheLayout(
  env: Readonly<Record<string, string | undefined>> = process.env,
): CacheLayout {
  const root = cacheRoot(env);
  return {
    root,
    store: join(root, 'store'),
    versions: join(root, 'versions'),
    node: join(root, 'node'),
    native: join(root, 'native'),
    staging: join(root, 'staging'),
    locks: join(root, 'locks'),
  };
}
