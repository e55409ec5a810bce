import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { senders } from './senders.ts';

const KINDS = {
  refresh_token: 'refresh',
  client_credentials: 'client-credentials',
  authorization_code: 'code',
} as const;

/** One request to the token endpoint and what came of it. */
export interface TokenCall {
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  /** Undefined when the history does not say whose it is. */
  readonly client: string | undefined;
  readonly request: EventOf<'request'>;
  readonly reply: EventOf<'reply'> | undefined;
  /** The provider issued tokens for it, whether or not the client learnt of them. */
  readonly committed: boolean;
  /** The client was told the new access token. */
  readonly toldAccess: boolean;
  /** The client was told a new refresh token. */
  readonly toldRefresh: boolean;
}

/** Fingerprints of tokens the client showed or stored: proof that it was told them. */
function seenWithClient(history: History): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const { presented } of history.of('request'))
    if (presented?.ref !== undefined) seen.add(presented.ref.fingerprint);
  for (const { access, refresh } of history.of('stored-credential'))
    for (const token of [access, refresh])
      if (typeof token !== 'string') seen.add(token.fingerprint);
  return seen;
}

/**
 * Ids of the faults that change what an answer says after the provider has committed: those of the
 * theme `reply/`.
 */
function alteringFaults(history: History): ReadonlySet<string> {
  return new Set(
    history
      .of('fault')
      .filter(({ fault }) => fault.startsWith('reply/'))
      .map(({ id }) => id),
  );
}

interface Told {
  readonly seen: ReadonlySet<string>;
  readonly altering: ReadonlySet<string>;
}

/**
 * True when an answer told the client a token. An answer that a fault altered may have lost it on
 * the way, whatever its status: then only the token's later use or storage proves that it arrived.
 */
function told(
  reply: EventOf<'reply'> | undefined,
  token: { readonly fingerprint: string } | undefined,
  { seen, altering }: Told,
): boolean {
  if (reply === undefined || token === undefined || !reply.delivered || reply.error !== undefined)
    return false;
  const ok = reply.status !== undefined && reply.status >= 200 && reply.status < 300;
  return ok && (!reply.faults.some((id) => altering.has(id)) || seen.has(token.fingerprint));
}

/** Every request for tokens, in order of arrival. */
export function tokenCalls(history: History): readonly TokenCall[] {
  const known: Told = { seen: seenWithClient(history), altering: alteringFaults(history) };
  const senderOf = senders(history);
  const committed = new Set(
    history
      .of('ledger')
      .filter(({ action }) => action === 'refreshed' || action === 'issued')
      .map(({ exchange }) => exchange),
  );
  return history.exchanges().flatMap(({ request, reply }): TokenCall[] => {
    if (
      request.endpoint !== 'token' ||
      request.grantType === undefined ||
      !Object.hasOwn(KINDS, request.grantType)
    )
      return [];
    return [
      {
        kind: KINDS[request.grantType as keyof typeof KINDS],
        client: senderOf(request),
        request,
        reply,
        committed:
          reply?.issued?.access !== undefined ||
          reply?.issued?.refresh !== undefined ||
          committed.has(request.exchange),
        toldAccess: told(reply, reply?.issued?.access, known),
        toldRefresh: told(reply, reply?.issued?.refresh, known),
      },
    ];
  });
}

/**
 * Calls that renew: refreshes, and the token calls of client credentials, which has no refresh
 * token (RFC 6749 §4.4.3).
 */
export const renewals = (calls: readonly TokenCall[]): readonly TokenCall[] =>
  calls.filter(({ kind }) => kind !== 'code');
