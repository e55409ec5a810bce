import type { EventOf, StoredToken } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { endedBefore } from './newest-live.ts';
import type { TokenCall } from './token-calls.ts';
import { sameToken, type TokenRef } from './token-ref.ts';
import { tokenRefusals } from './token-refusals.ts';

type Probe = EventOf<'stored-credential'>;

/** True when no execution of the credential can still be at work at a reading, unseen. */
export function nobodyElse(history: History, probe: Probe): boolean {
  const ended = new Set<string>();
  for (const { credential, status, key, n } of history.of('execution')) {
    if (credential !== probe.credential || n > probe.n) continue;
    if (status === 'hung' || status === 'lost') return false;
    ended.add(key);
  }
  return history
    .of('execution-started')
    .every(
      ({ credential, key, n }) => credential !== probe.credential || n > probe.n || ended.has(key),
    );
}

/** True when the last execution before a reading called the API with the newest access token. */
export function usedNewest(history: History, probe: Probe): boolean {
  const last = history
    .of('execution')
    .findLast(({ credential, n }) => credential === probe.credential && n < probe.n);
  const newest = probe.live?.access;
  return history
    .exchanges()
    .some(
      ({ request: { item, presented }, reply }) =>
        item !== undefined &&
        last?.items.includes(item) === true &&
        reply?.accepted === true &&
        sameToken(presented?.ref, newest),
    );
}

/** True when a refresh token came with a reply, or is the one that the reply left as it was. */
function isOfReply({ request, reply }: TokenCall, token: TokenRef): boolean {
  return sameToken(reply?.issued?.refresh ?? request.presented?.ref, token);
}

/** True when the API had refused a token, because of it, before a reading. */
const refusedBefore = (history: History, stored: StoredToken, probe: Probe): boolean =>
  typeof stored === 'object' &&
  tokenRefusals(history).some(({ n, token }) => n < probe.n && sameToken(token, stored));

/**
 * True when what is stored lives, and is as good as the newest: both are answers to one refresh
 * token, shown twice within its grace, or access tokens by client credentials, each of which is a
 * grant of its own (RFC 6749 §4.4). Which of two requests is saved last is then a matter of chance.
 */
export function holdsLiveSibling(
  history: History,
  calls: readonly TokenCall[],
  probe: Probe,
): boolean {
  const sourceOf = (token: StoredToken | undefined): TokenCall | undefined =>
    typeof token === 'object'
      ? calls.find((call) => sameToken(call.reply?.issued?.access, token))
      : undefined;
  const [stored, newest] = [sourceOf(probe.access), sourceOf(probe.live?.access)];
  if (stored === undefined || newest === undefined || endedBefore(history, probe.access, probe))
    return false;
  if (stored.kind === 'client-credentials' && newest.kind === 'client-credentials')
    return !refusedBefore(history, probe.access, probe);
  return (
    newest.request.presented?.ref !== undefined &&
    sameToken(stored.request.presented?.ref, newest.request.presented.ref) &&
    typeof probe.refresh === 'object' &&
    isOfReply(stored, probe.refresh) &&
    !endedBefore(history, probe.refresh, probe)
  );
}
