import type { History, RecordedExchange } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import { renewalsDuring } from './failing-exchanges.ts';
import type { Interval } from './intervals.ts';
import { tokenCalls } from './token-calls.ts';
import { presentsDead } from './token-refusals.ts';
import { unique } from './words.ts';

/** True when an API call was accepted, and the client got to know it. */
const isAccepted = ({ reply }: RecordedExchange): boolean =>
  reply?.accepted === true && reply.delivered;

/** True when the API refused a call because of its token, as RFC 6750 §3.1 has it. */
const isRefusal = ({ reply }: RecordedExchange): boolean =>
  reply?.status === 401 && reply.delivered;

/**
 * True when the API's last answer to the credential before an execution was no success and no
 * expiry: a server error, a throttle, or nothing at all. Whoever knows that may come back later.
 */
function apiFailedBefore(history: History, { from, credential }: Interval): boolean {
  const items = new Set(
    history
      .of('execution-started')
      .flatMap((start) => (start.credential === credential && start.n < from ? start.items : [])),
  );
  const last = history
    .exchanges()
    .findLast(
      ({ request, reply }) =>
        request.endpoint === 'resource' &&
        items.has(request.item ?? '') &&
        (reply?.n ?? request.n) < from,
    );
  return last !== undefined && !isAccepted(last) && !isRefusal(last);
}

/**
 * True when the provider gave an execution no reason to wait: it met at most one token that had
 * ended, and every token request brought tokens that reached the client, then and the last time
 * before. A client that pauses after a refusal, or gives a new token a moment to become known, does
 * well.
 */
export function hadNoReasonToWait(history: History, interval: Interval): boolean {
  const refused = callsOf(history, interval).filter((call) => !isAccepted(call));
  const ended = refused.map(({ request }) => request.presented?.ref?.fingerprint ?? '');
  const asked = tokenCalls(history);
  const brought = new Set(
    asked.flatMap(({ toldAccess, request }) => (toldAccess ? [request.exchange] : [])),
  );
  const before = asked.findLast(
    ({ client, request, reply }) =>
      client === interval.credential && (reply?.n ?? request.n) < interval.from,
  );
  return (
    refused.every((call) => isRefusal(call) && presentsDead(call.request)) &&
    unique(ended).length <= 1 &&
    renewalsDuring(history, interval).every(({ request }) => brought.has(request.exchange)) &&
    before?.toldAccess !== false &&
    !apiFailedBefore(history, interval)
  );
}
