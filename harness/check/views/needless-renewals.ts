import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { accessDeaths } from './access-lives.ts';
import { wasLostBefore } from './lost-answer.ts';
import { renewals, tokenCalls, type TokenCall } from './token-calls.ts';
import { sameToken } from './token-ref.ts';
import { tokenRefusals, type TokenRefusal } from './token-refusals.ts';

/** A request sent this shortly after the answer to another one may have been on its way already. */
const CROSSING_MS = 25;

/**
 * The client had a new token before it sent `call`, had it long enough to know, and no process took
 * it along when it died or stood still.
 */
function isSettled(history: History, earlier: TokenCall, call: TokenCall): boolean {
  if (!earlier.toldAccess || earlier.reply === undefined || earlier.reply.n > call.request.n)
    return false;
  if (earlier.kind === 'code') return true;
  return (
    call.request.at - earlier.reply.at >= CROSSING_MS &&
    !wasLostBefore(history, earlier, call.request, 'access')
  );
}

function isNeeded(
  history: History,
  calls: readonly TokenCall[],
  refusals: readonly TokenRefusal[],
  call: TokenCall,
): boolean {
  const last = calls.findLast(
    (earlier) => earlier.client === call.client && isSettled(history, earlier, call),
  )?.reply;
  if (last === undefined && call.kind === 'client-credentials') return true;
  const since = last?.n ?? 0;
  if (refusals.some(({ client, n }) => client === call.client && n > since && n < call.request.n))
    return true;
  return accessDeaths(history).some(
    ({ token, n }) => n < call.request.n && sameToken(token, last?.issued?.access),
  );
}

/**
 * Requests for new tokens that nothing called for: no API call was refused for its token since the
 * last new token.
 */
export function needlessRenewals(history: History): readonly TokenCall[] {
  const calls = tokenCalls(history);
  const refusals = tokenRefusals(history);
  return renewals(calls).filter(
    (call) => call.client !== undefined && !isNeeded(history, calls, refusals, call),
  );
}

/**
 * The API's last answer to a client before an event: what seems to have set a needless request off.
 */
export function lastAnswerBefore(history: History, n: number): EventOf<'reply'> | undefined {
  return history.of('reply').findLast((reply) => reply.endpoint === 'resource' && reply.n < n);
}
