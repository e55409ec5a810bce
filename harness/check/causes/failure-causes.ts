import type { EventOf } from '../../model/event.ts';
import type { RecordedExchange, History } from '../../model/history.ts';
import { callsOf } from '../views/calls-of.ts';
import { stoodStillDuring } from '../views/execution-process.ts';
import { failingExchanges, gaveTokens, renewalsDuring } from '../views/failing-exchanges.ts';
import { metAndInForce } from '../views/faults-in-force.ts';
import type { Interval } from '../views/intervals.ts';
import { processEnds } from '../views/process-ends.ts';
import { senders } from '../views/senders.ts';
import { takenAway } from '../views/taken-away.ts';
import { targetFaultsBefore } from '../views/target-faults.ts';
import { advises } from './advice.ts';
import type { CauseRule } from './cause-rule.ts';
import { causeOf } from './cause-rules.ts';
import { tellsSomething, withoutQuote } from './quote.ts';
import { isRefusedInPassing, REFUSED_IN_PASSING } from './refused-in-passing.ts';
import {
  DATABASE,
  DELETED,
  NEVER_CONNECTED,
  NO_REFRESH_TOKEN,
  NOTHING_LEFT,
  UNREACHED,
} from './unseen-causes.ts';

/** Faults under which n8n cannot save new tokens. A slow database is not one of them. */
const NO_SAVING: ReadonlySet<string> = new Set([
  'database/locked',
  'database/read-only',
  'database/down',
]);

/** What a text does for the reader who has to deal with a cause. */
export type Reading = 'helps' | 'misleads' | 'says-nothing';

/** Something that may have made an execution fail, and how a text about it reads. */
export interface FailureCause {
  /** Name of the rule by which it was found. */
  readonly id: string;
  readonly cause: string;
  /** The exchange that shows it; missing of a cause that only the client saw. */
  readonly exchange?: RecordedExchange;
  /** What the text would have to say. */
  readonly owed: string;
  readonly read: (text: string) => Reading;
}

/** What an exchange shows of a cause beside its rule. */
interface Shown {
  readonly exchange?: RecordedExchange;
  /** A later call to the API was refused as well. */
  readonly echoed?: boolean;
}

const failureCause = (rule: CauseRule, { exchange, echoed }: Shown = {}): FailureCause => ({
  id: rule.id,
  cause: rule.cause,
  ...(exchange === undefined ? {} : { exchange }),
  owed: echoed === true ? (rule.owedAfterEcho ?? rule.owed) : rule.owed,
  read(text) {
    const { error: code, says } = exchange?.reply ?? {};
    // What the provider says is its own business: who repeats it misleads nobody.
    const unquoted = withoutQuote(text, says);
    const own = withoutQuote(unquoted, code);
    const misleads = (words: string): boolean =>
      rule.misleads.some((advice) => advises(words, advice));
    if (misleads(own)) return 'misleads';
    const named = rule.codeHelps && code !== undefined && text.includes(code);
    const quoted =
      rule.onlyActHelps !== true &&
      unquoted !== text &&
      says !== undefined &&
      tellsSomething(says) &&
      !misleads(says);
    const advised = rule.act !== undefined && advises(text, rule.act);
    return named || quoted || advised || rule.helps.some((words) => words.test(text))
      ? 'helps'
      : 'says-nothing';
  },
});

/** True when the process of an execution ended or stood still while the execution ran. */
export function wasDisturbed(history: History, { from, to, end }: Interval): boolean {
  if (processEnds(history).some(({ n }) => n > from && n < to)) return true;
  return end !== undefined && stoodStillDuring(history, end);
}

/** True when the credential had no refresh token when it was needed. */
function lacksRefreshToken(history: History, { credential, to }: Interval): boolean {
  if (history.head?.credentials[credential]?.grant === 'client-credentials') return false;
  const probe = history
    .of('stored-credential')
    .findLast((stored) => stored.credential === credential && stored.n < to);
  return probe?.refresh === 'absent';
}

/** True when an execution found no access token to call the API with, or left none behind. */
function lacksAccessToken(history: History, { credential, to }: Interval): boolean {
  if (history.head?.credentials[credential]?.grant === 'client-credentials') return false;
  if (targetFaultsBefore(history, to).length > 0) return false;
  const senderOf = senders(history);
  const asked = history
    .of('request')
    .filter((request) => request.endpoint === 'token' && senderOf(request) === credential);
  const readings = history.of('stored-credential').filter((one) => one.credential === credential);
  return [readings.findLast(({ n }) => n < to), readings.find(({ n }) => n > to)].some(
    (reading) =>
      (reading?.access === 'absent' || reading?.access === 'foreign') &&
      !asked.some(({ n }) => n > Math.min(reading.n, to) && n < Math.max(reading.n, to)),
  );
}

/** True when the account of an execution had been connected before it ended. */
const wasConnected = (history: History, { credential, to }: Interval): boolean =>
  history.of('connect').some((one) => one.credential === credential && one.ok && one.n < to);

/** True when the API refused a token that was really dead, so that a new one was needed. */
const neededNewToken = (exchange: RecordedExchange): boolean =>
  exchange.request.endpoint === 'resource' &&
  !['live', undefined].includes(exchange.request.presented?.standing);

/**
 * Causes that leave no exchange: nothing to refresh or to call with, or a token endpoint that was
 * not reached.
 */
function unseenCauses(
  history: History,
  interval: Interval,
  exchanges: readonly RecordedExchange[],
): readonly CauseRule[] {
  if (renewalsDuring(history, interval).length > 0)
    return lacksAccessToken(history, interval) ? [NOTHING_LEFT] : [];
  if (exchanges.some(neededNewToken))
    return lacksRefreshToken(history, interval) ? [NO_REFRESH_TOKEN] : [UNREACHED];
  const hadNothing = callsOf(history, interval).length === 0 && lacksAccessToken(history, interval);
  if (!hadNothing) return [];
  return [wasConnected(history, interval) ? NOTHING_LEFT : NEVER_CONNECTED];
}

/** What an exchange shows beside its cause. */
function shownBy(history: History, interval: Interval, exchange: RecordedExchange): Shown {
  const { request: asked, reply } = exchange;
  const echoed = callsOf(history, interval).some(
    ({ request }) => request.n > (reply?.n ?? asked.n),
  );
  return { exchange, echoed };
}

/**
 * The `met` events of the faults that kept new tokens from being saved by the end of an execution.
 * A look at the database tells, a moment later: as long as nobody was given tokens after the end,
 * what it sees happened before.
 */
function noSavingUntil(history: History, { from, to }: Interval): readonly EventOf<'fault'>[] {
  const issuedLater = history.of('reply').find(({ n, issued }) => n > to && issued !== undefined);
  const begun = new Set(
    history.of('fault').flatMap(({ id, state, n }) => (state === 'begin' && n < to ? [id] : [])),
  );
  return metAndInForce(history, NO_SAVING, {
    metBefore: issuedLater?.n ?? Number.POSITIVE_INFINITY,
    since: from,
  }).filter(({ id }) => begun.has(id));
}

/**
 * Finds what may have made an execution fail: the causes that the exchanges show which failed this
 * execution. The result is empty when they show no cause of which we know the words that help.
 */
export function failureCauses(history: History, interval: Interval): readonly FailureCause[] {
  const { from, to } = interval;
  if (wasDisturbed(history, interval)) return [];
  if (takenAway(history, interval.credential, to)?.how === 'deleted')
    return [failureCause(DELETED)];
  const met = noSavingUntil(history, interval);
  // The refresh of another credential may have met the fault. Only a client that received tokens
  // could fail to save them.
  if (met.some(({ n }) => n > from) && renewalsDuring(history, interval).some(gaveTokens(history)))
    return [failureCause(DATABASE)];
  const { exchanges, remembered } = failingExchanges(history, interval);
  const unseen = unseenCauses(history, interval, exchanges);
  // Without a refresh token, what the API says is not the cause: it only showed the expiry.
  const shown = unseen.includes(NO_REFRESH_TOKEN) ? [] : [...exchanges, ...remembered];
  const found = shown.map((exchange) => {
    const rule = isRefusedInPassing(history, interval, exchange)
      ? REFUSED_IN_PASSING
      : causeOf(exchange);
    return rule === undefined
      ? undefined
      : failureCause(rule, shownBy(history, interval, exchange));
  });
  if (found.includes(undefined)) return [];
  const seen = found.filter((one) => one !== undefined);
  const others = unseen.map((rule) => failureCause(rule));
  // What lasts is what the text owes first.
  const causes = unseen.includes(NOTHING_LEFT) ? [...others, ...seen] : [...seen, ...others];
  const each = [...new Map(causes.map((one) => [one.cause, one])).values()];
  // When an earlier execution could not save its tokens, this is also a cause of this failure,
  // beside the cause that the provider's answer shows.
  return each.length > 0 && met.length > 0 ? [failureCause(DATABASE), ...each] : each;
}
