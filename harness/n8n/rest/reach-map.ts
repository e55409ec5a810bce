import type { ProviderReach } from '../../model/target.ts';

/**
 * The way from here to an address that was made for n8n: where the two reach the provider by
 * different addresses, a user's browser would, too, and this stands for it.
 */
export type ReachMap = (url: URL) => URL;

/**
 * @example reachMap({ here: 'http://127.0.0.1:8090', there: 'http://host.docker.internal:8090' })
 */
export function reachMap({ here, there }: ProviderReach): ReachMap {
  const from = new URL(there).origin;
  const to = new URL(here).origin;
  return (url) =>
    url.origin === from ? new URL(`${to}${url.pathname}${url.search}${url.hash}`) : url;
}
