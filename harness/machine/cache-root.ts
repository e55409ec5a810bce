import { resolve } from 'node:path';
import envPaths from 'env-paths';

/**
 * Absolute path of the folder for everything that is kept between runs: `OAUTH_CHAOS_CACHE`, else
 * `$XDG_CACHE_HOME/n8n-oauth-chaos`, else the system's folder for caches
 * (`~/.cache/n8n-oauth-chaos` on Linux, `~/Library/Caches/n8n-oauth-chaos` on macOS). An empty
 * variable counts as not set.
 */
export function cacheRoot(env: Readonly<Record<string, string | undefined>>): string {
  const name = 'n8n-oauth-chaos';
  if (env['OAUTH_CHAOS_CACHE']) return resolve(env['OAUTH_CHAOS_CACHE']);
  if (env['XDG_CACHE_HOME']) return resolve(env['XDG_CACHE_HOME'], name);
  return envPaths(name, { suffix: '' }).cache;
}
