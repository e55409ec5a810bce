import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { senders } from './senders.ts';
import type { TokenRef } from './token-ref.ts';

/** An API call that was refused because of its token. */
export interface TokenRefusal {
  readonly exchange: number;
  /** Event number of the reply. */
  readonly n: number;
  readonly at: number;
  readonly client: string | undefined;
  readonly item: string | undefined;
  /** Undefined when the call presented no token, or one that the provider does not know. */
  readonly token: TokenRef | undefined;
}

const DEAD: ReadonlySet<string> = new Set(['expired', 'revoked', 'spent', 'unknown', 'absent']);

/** True when a request presented a token with which the provider could do nothing. */
export const presentsDead = ({ presented }: EventOf<'request'>): boolean =>
  DEAD.has(presented?.standing ?? 'live');

/**
 * API refusals after which a client may ask for a new token: a 401 (RFC 6750 §3.1), or any other
 * refusal of a token that really was dead, because some APIs report expiry with another status. A
 * 403, 429 or 5xx for a live token does not count.
 */
export function tokenRefusals(history: History): readonly TokenRefusal[] {
  const senderOf = senders(history);
  return history.exchanges().flatMap(({ request, reply }): TokenRefusal[] => {
    if (
      request.endpoint !== 'resource' ||
      reply === undefined ||
      reply.accepted === true ||
      reply.status === undefined
    )
      return [];
    if (reply.status !== 401 && !presentsDead(request)) return [];
    return [
      {
        exchange: request.exchange,
        n: reply.n,
        at: reply.at,
        client: senderOf(request),
        item: request.item,
        token: request.presented?.ref,
      },
    ];
  });
}
