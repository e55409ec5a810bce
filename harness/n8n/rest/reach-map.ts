import type { ProviderReach } from '../../model/target.ts';

/**
 * Maps an address that n8n uses to one that works from here. n8n and the harness may reach the
 * provider by different addresses. A user's browser would have to do the same, and the harness acts
 * as this browser.
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
