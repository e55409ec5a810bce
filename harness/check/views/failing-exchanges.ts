import type { History, RecordedExchange } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import { emptiedAnswers } from './emptied-answers.ts';
import type { Interval } from './intervals.ts';
import { senders } from './senders.ts';
import { RENEWING_GRANTS } from './token-calls.ts';
import { unique } from './words.ts';

/** Which exchanges made one execution fail. */
export interface Failing {
  /** One of these failed the execution; several where the history does not tell which one. */
  readonly exchanges: readonly RecordedExchange[];
  /**
   * A refusal from before the execution, when the execution asked for no new token itself: a client
   * may remember it instead of asking again.
   */
  readonly remembered: readonly RecordedExchange[];
}

/** Event number at which an exchange was over. An exchange without a reply never was. */
const overAt = ({ reply }: RecordedExchange): number => reply?.n ?? Number.POSITIVE_INFINITY;

/**
 * Returns a function that is true of an exchange in which the token endpoint issued tokens and
 * delivered them with a success status.
 */
export function gaveTokens(history: History): (exchange: RecordedExchange) => boolean {
  const emptied = emptiedAnswers(history);
  return ({ request, reply }) =>
    reply?.issued !== undefined &&
    reply.delivered &&
    (reply.status ?? 0) < 300 &&
    !emptied.has(request.exchange);
}

const isRenewal = ({ request }: RecordedExchange): boolean =>
  request.endpoint === 'token' && RENEWING_GRANTS.has(request.grantType ?? 'refresh_token');

/** What failed one item: the token requests after its last API call, or that call. */
function failingOf(
  calls: readonly RecordedExchange[],
  renewals: readonly RecordedExchange[],
  gave: (exchange: RecordedExchange) => boolean,
): readonly RecordedExchange[] {
  const last = calls.at(-1);
  const since = last === undefined ? 0 : (last.reply?.n ?? last.request.n);
  const after = renewals.filter((renewal) => overAt(renewal) > since && !gave(renewal));
  if (after.length > 0 || last === undefined) return after;
  // A client that overlooks the refusal of its token request repeats the call with the old token.
  // The second refusal by the API is only an echo of the first.
  const previous = calls.at(-2)?.request.n ?? Number.POSITIVE_INFINITY;
  const before = renewals.findLast(
    (renewal) => renewal.request.n > previous && overAt(renewal) < last.request.n,
  );
  if (before === undefined || gave(before)) return [last];
  // A call without an answer is no echo: the client saw how it ended, and may speak of that.
  return last.reply?.delivered === true ? [before] : [before, last];
}

/**
 * The token requests of an execution's credential that were under way while it ran, whichever
 * process made them.
 */
export function renewalsOfCredential(
  history: History,
  { from, to, credential }: Interval,
): readonly RecordedExchange[] {
  const senderOf = senders(history);
  return history
    .exchanges()
    .filter(
      (exchange) =>
        isRenewal(exchange) &&
        senderOf(exchange.request) === credential &&
        exchange.request.n < to &&
        overAt(exchange) > from,
    );
}

/**
 * The token requests of an execution: those of its credential that were answered while it ran, by
 * the process that made its API calls where that is known. A request that another execution began
 * counts too, because both may wait for one answer.
 */
export function renewalsDuring(history: History, interval: Interval): readonly RecordedExchange[] {
  const { items } = interval;
  const processes = new Set(
    history
      .of('request')
      .flatMap(({ item, sender }) =>
        sender !== undefined && items.includes(item ?? '') ? [sender] : [],
      ),
  );
  return renewalsOfCredential(history, interval).filter(
    ({ request }) => processes.size === 0 || processes.has(request.sender ?? ''),
  );
}

/** The latest token request of the credential before the execution, when it was refused. */
function refusedBefore(history: History, interval: Interval): readonly RecordedExchange[] {
  const senderOf = senders(history);
  const latest = history
    .exchanges()
    .findLast(
      (exchange) =>
        isRenewal(exchange) &&
        senderOf(exchange.request) === interval.credential &&
        overAt(exchange) < interval.from,
    );
  return latest === undefined || gaveTokens(history)(latest) ? [] : [latest];
}

/** Finds the exchanges that made an execution fail. */
export function failingExchanges(history: History, interval: Interval): Failing {
  const { items } = interval;
  const renewals = renewalsDuring(history, interval);
  const calls = callsOf(history, interval);
  const failing = items.flatMap((item) => {
    const own = calls.filter(({ request }) => request.item === item);
    const done = own.some(({ reply }) => reply?.accepted === true && reply.delivered);
    return done ? [] : failingOf(own, renewals, gaveTokens(history));
  });
  return {
    exchanges: unique(failing),
    remembered: renewals.length === 0 ? refusedBefore(history, interval) : [],
  };
}
