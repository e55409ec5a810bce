import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { accessDeaths } from './access-lives.ts';
import { wasLostBefore } from './lost-answer.ts';
import { renewals, tokenCalls, type TokenCall } from './token-calls.ts';
import { sameToken } from './token-ref.ts';
import { tokenRefusals, type TokenRefusal } from './token-refusals.ts';

/**
 * A request that arrives this soon after the answer to another one may already have been on its
 * way.
 */
const CROSSING_MS = 25;

/**
 * True when the client had received a new token before it sent `call`, early enough to know it, and
 * the token was not lost with a process that died or was paused.
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
 * Requests for new tokens without a reason: the API refused no token of the client since its last
 * new token.
 */
export function needlessRenewals(history: History): readonly TokenCall[] {
  const calls = tokenCalls(history);
  const refusals = tokenRefusals(history);
  return renewals(calls).filter(
    (call) => call.client !== undefined && !isNeeded(history, calls, refusals, call),
  );
}

/** The last API answer before an event: it probably triggered the needless request. */
export function lastAnswerBefore(history: History, n: number): EventOf<'reply'> | undefined {
  return history.of('reply').findLast((reply) => reply.endpoint === 'resource' && reply.n < n);
}
