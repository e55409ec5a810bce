import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { accessDeaths } from './access-lives.ts';
import { settledAnswers } from './settled-answers.ts';
import { tokenAge } from './token-age.ts';
import { renewals, tokenCalls, type TokenCall } from './token-calls.ts';
import { sameToken } from './token-ref.ts';
import { tokenRefusals } from './token-refusals.ts';

/**
 * Returns a function that says whether a request for new tokens had a reason: since its last new
 * token the API refused a token of the client, or that token was dead or near its end.
 */
function needs(history: History): (call: TokenCall) => boolean {
  const calls = tokenCalls(history);
  const refusals = tokenRefusals(history);
  const deaths = accessDeaths(history);
  const isSettled = settledAnswers(history);
  const isRipe = tokenAge(history);
  return (call) => {
    const { n } = call.request;
    const last = calls.findLast(
      (earlier) => earlier.client === call.client && isSettled(earlier, call),
    );
    if (last === undefined && call.kind === 'client-credentials') return true;
    const since = last?.reply?.n ?? 0;
    if (
      refusals.some(
        (refusal) => refusal.client === call.client && refusal.n > since && refusal.n < n,
      )
    )
      return true;
    if (last === undefined) return false;
    return (
      isRipe(last, call.request) ||
      deaths.some((death) => death.n < n && sameToken(death.token, last.reply?.issued?.access))
    );
  };
}

/**
 * Requests for new tokens without a reason: the API refused no token of the client since its last
 * new token, and that one was neither dead nor near its end.
 */
export function needlessRenewals(history: History): readonly TokenCall[] {
  const isNeeded = needs(history);
  return renewals(tokenCalls(history)).filter(
    (call) => call.client !== undefined && !isNeeded(call),
  );
}

/** The last API answer before an event: it probably triggered the needless request. */
export function lastAnswerBefore(history: History, n: number): EventOf<'reply'> | undefined {
  return history.of('reply').findLast((reply) => reply.endpoint === 'resource' && reply.n < n);
}
