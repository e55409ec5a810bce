import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
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

/** Statuses that speak of the server or of the number of calls (RFC 9110 §15.6, RFC 6585 §4). */
const isOfServer = (status: number): boolean => status === 429 || status >= 500;

/**
 * API calls that were refused because of their token: with a 401 (RFC 6750 §3.1), or in any other
 * way when the token really was dead, because some APIs report expiry with another status. A 429 or
 * 5xx is no statement about the token, unless the provider's ledger shows that it looked at the
 * token and refused it. A 403 for a live token does not count either.
 */
export function tokenRefusals(history: History): readonly TokenRefusal[] {
  const senderOf = senders(history);
  const judged = new Set(
    history
      .of('ledger')
      .flatMap(({ action, exchange }) => (action === 'refused' ? (exchange ?? []) : [])),
  );
  const isOfToken = ({ request, reply }: RecordedExchange): boolean => {
    if (request.endpoint !== 'resource' || reply?.status === undefined) return false;
    if (reply.accepted === true) return false;
    if (reply.status === 401) return true;
    return presentsDead(request) && (!isOfServer(reply.status) || judged.has(request.exchange));
  };
  return history.exchanges().flatMap((exchange): TokenRefusal[] => {
    const { request, reply } = exchange;
    if (reply === undefined || !isOfToken(exchange)) return [];
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
