import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { exchangesForAnotherAccount } from './other-account.ts';
import { senders } from './senders.ts';

const KINDS = {
  refresh_token: 'refresh',
  client_credentials: 'client-credentials',
  authorization_code: 'code',
} as const;

/** Grants that bring new tokens to a credential that is connected already. */
export const RENEWING_GRANTS: ReadonlySet<string> = new Set([
  'refresh_token',
  'client_credentials',
]);

/** One request to the token endpoint and its result. */
export interface TokenCall {
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  /** Undefined when the history does not say which client sent it. */
  readonly client: string | undefined;
  readonly request: EventOf<'request'>;
  readonly reply: EventOf<'reply'> | undefined;
  /**
   * True when the provider issued tokens for the request, whether or not the client received them.
   */
  readonly committed: boolean;
  /** True when the client received the new access token. */
  readonly toldAccess: boolean;
  /** True when the client received a new refresh token. */
  readonly toldRefresh: boolean;
}

/**
 * Fingerprints of tokens that the client presented or stored, which proves that it received them.
 */
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
 * Ids of faults that change the answer after the provider has issued tokens: those of the theme
 * `reply/`.
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
  /** Exchanges whose tokens a client must refuse. */
  readonly refused: ReadonlySet<number>;
}

/**
 * True when the client received a token in an answer. When a fault altered the answer, the token
 * may be lost whatever the status says, and one of another account is to be refused. Then only a
 * later use of the token, or its storage, proves that it was taken.
 */
function told(
  reply: EventOf<'reply'> | undefined,
  token: { readonly fingerprint: string } | undefined,
  { seen, altering, refused }: Told,
): boolean {
  if (reply === undefined || token === undefined || !reply.delivered || reply.error !== undefined)
    return false;
  const ok = reply.status !== undefined && reply.status >= 200 && reply.status < 300;
  const mayBeLost = reply.faults.some((id) => altering.has(id)) || refused.has(reply.exchange);
  return ok && (!mayBeLost || seen.has(token.fingerprint));
}

/** Every request for tokens, in order of arrival. */
export function tokenCalls(history: History): readonly TokenCall[] {
  const known: Told = {
    seen: seenWithClient(history),
    altering: alteringFaults(history),
    refused: exchangesForAnotherAccount(history),
  };
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
 * Calls that bring new tokens: refreshes, and token requests with the client credentials grant,
 * which has no refresh token (RFC 6749 §4.4.3).
 */
export const renewals = (calls: readonly TokenCall[]): readonly TokenCall[] =>
  calls.filter(({ kind }) => kind !== 'code');
