import type { EventOf, StoredToken } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { ownerOfFamily } from './senders.ts';
import { tokenCalls } from './token-calls.ts';
import { sameToken, type TokenRef } from './token-ref.ts';

type Probe = EventOf<'stored-credential'>;
type Kind = 'access' | 'refresh';

/** True when the provider had ended a token before a reading. */
export function endedBefore(
  history: History,
  token: StoredToken | TokenRef,
  probe: Pick<Probe, 'n'>,
): boolean {
  return (
    typeof token === 'object' &&
    history
      .of('ledger')
      .some(
        (entry) =>
          entry.n < probe.n &&
          (entry.action === 'revoked' || entry.action === 'spent' || entry.action === 'expired') &&
          sameToken(entry.token, token),
      )
  );
}

/**
 * True when the newest consent of a credential brought no refresh token. The client may then keep
 * the one of an older consent (RFC 6749 §6), which ends with neither.
 */
function broughtNone(history: History, { live }: Probe): boolean {
  if (live === null || live.refresh !== undefined) return false;
  const calls = tokenCalls(history);
  return (
    !calls.some(
      ({ kind, reply }) =>
        kind !== 'client-credentials' && reply?.issued?.refresh?.family === live.family,
    ) &&
    calls.some(
      ({ kind, reply }) => kind === 'code' && reply?.issued?.access?.family === live.family,
    )
  );
}

/** The token of a kind that the credential was given last by any of its consents. */
function givenLast(history: History, probe: Probe, kind: Kind): TokenRef | undefined {
  const ownerOf = ownerOfFamily(history);
  return history
    .of('reply')
    .filter(({ n }) => n < probe.n)
    .map(({ issued }) => issued?.[kind])
    .findLast((token) => token !== undefined && ownerOf(token.family) === probe.credential);
}

/**
 * The newest live token of a kind that a credential may use at a reading; undefined when none is
 * left. It is the one of the newest consent. Where that one brought no refresh token and the client
 * kept what an older consent had brought, what the older one gave last counts, while it lives.
 */
export function newestLive(history: History, probe: Probe, kind: Kind): TokenRef | undefined {
  const { live } = probe;
  const stored = probe[kind];
  const isOlder = typeof stored === 'object' && live !== null && stored.family !== live.family;
  if (live === null || !isOlder || !broughtNone(history, probe)) return live?.[kind];
  const last = givenLast(history, probe, kind);
  return last === undefined || endedBefore(history, last, probe) ? live[kind] : last;
}

/** True when the provider has a live token left that the credential may use. */
export const anythingLives = (history: History, probe: Probe): boolean =>
  (['access', 'refresh'] as const).some((kind) => newestLive(history, probe, kind) !== undefined);
