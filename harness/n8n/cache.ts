import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where everything the harness keeps between runs lies. Never inside the checkout. All paths are absolute. */
export interface CacheLayout {
  readonly root: string;
  /** pnpm's content store, shared by every n8n version, and the registry metadata it remembers. */
  readonly store: string;
  /** `versions/<version>/`: one finished n8n each. */
  readonly versions: string;
  /** `node/<version>-<platform>/`: Node runtimes fetched for an n8n that needs another one than ours. */
  readonly node: string;
  /** `native/sqlite3-<version>-<platform>/`: native parts, built once. */
  readonly native: string;
  /** Work in progress; nothing here outlives the process that made it for long. */
  readonly staging: string;
  readonly locks: string;
}

/**
 * The cache folder: `OAUTH_CHAOS_CACHE`, else `$XDG_CACHE_HOME/n8n-oauth-chaos`, else the system's place for caches
 * (`~/.cache/n8n-oauth-chaos` on Linux, `~/Library/Caches/n8n-oauth-chaos` on macOS). Creates nothing.
 */
export function cacheLayout(env: Readonly<Record<string, string | undefined>> = process.env): CacheLayout {
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

function cacheRoot(env: Readonly<Record<string, string | undefined>>): string {
  const name = 'n8n-oauth-chaos';
  if (env['OAUTH_CHAOS_CACHE']) return resolve(env['OAUTH_CHAOS_CACHE']);
  if (env['XDG_CACHE_HOME']) return resolve(env['XDG_CACHE_HOME'], name);
  return envPaths(name, { suffix: '' }).cache;
}
