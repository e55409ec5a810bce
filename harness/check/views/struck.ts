import type { History, RecordedExchange } from '../../model/history.ts';
import { senders } from './senders.ts';
import { sameToken } from './token-ref.ts';

/**
 * True when a refusal shows nothing but that an access token had come to its end: one new token is
 * the way out, so this alone excuses no failure. A token that was issued after `since` should have
 * lived, and its refusal is more than that.
 */
function isMereExpiry(
  history: History,
  { request, reply }: RecordedExchange,
  since: number,
): boolean {
  const { endpoint, presented } = request;
  return (
    endpoint === 'resource' &&
    reply?.status === 401 &&
    (presented?.standing === 'expired' || presented?.standing === 'revoked') &&
    !history
      .of('reply')
      .some(({ n, issued }) => n > since && sameToken(issued?.access, presented.ref))
  );
}

/**
 * True when a fault struck the credential's own exchanges since its last accepted call before
 * `from`, and at the latest before `to`: what came of it is the fault's doing, not the work of
 * another credential. Both are event numbers.
 */
export function wasStruck(
  history: History,
  credential: string,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const senderOf = senders(history);
  const own = history
    .exchanges()
    .filter(({ request }) => request.n < to && senderOf(request) === credential);
  const since = own.findLast(({ reply }) => reply?.accepted === true && reply.n < from)?.reply?.n;
  return own.some(
    (exchange) =>
      exchange.request.n > (since ?? 0) &&
      exchange.reply !== undefined &&
      exchange.reply.faults.length > 0 &&
      !isMereExpiry(history, exchange, since ?? from),
  );
}
