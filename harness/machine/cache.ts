import { join } from 'node:path';
import { cacheRoot } from './cache-root.ts';

/**
 * The folders in which the harness keeps things between runs. They are never inside the checkout.
 * All paths are absolute.
 */
export interface CacheLayout {
  readonly root: string;
  /** pnpm's content store, shared by every n8n version, and the registry metadata it remembers. */
  readonly store: string;
  /** `versions/<version>/`: one finished n8n each. */
  readonly versions: string;
  /**
   * `node/<version>-<platform>/`: Node runtimes downloaded for an n8n that cannot run on the Node
   * that runs the harness.
   */
  readonly node: string;
  /** `native/sqlite3-<version>-<platform>/`: native parts, built once. */
  readonly native: string;
  /** Work in progress. What a process leaves here is removed soon after the process has ended. */
  readonly staging: string;
  readonly locks: string;
}

/** The paths in the cache folder (see `cacheRoot`). Creates no folder. */
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
