import type { RecordedExchange, History } from '../../model/history.ts';
import { advises } from './advice.ts';
import { causeOf, DATABASE, NO_REFRESH_TOKEN, UNREACHED, type CauseRule } from './cause-rules.ts';
import { stoodStillDuring } from './execution-process.ts';
import { failingExchanges, gaveTokens, renewalsDuring } from './failing-exchanges.ts';
import { metAndInForce } from './faults-in-force.ts';
import type { Interval } from './intervals.ts';
import { processEnds } from './process-ends.ts';

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
  readonly cause: string;
  /** What the text would have to say. */
  readonly owed: string;
  readonly read: (text: string) => Reading;
}

const failureCause = (
  { cause, owed, act, helps, misleads, codeHelps }: CauseRule,
  code?: string,
): FailureCause => ({
  cause,
  owed,
  read(text) {
    if (misleads.some((advice) => advises(text, advice))) return 'misleads';
    const named = codeHelps && code !== undefined && text.includes(code);
    const advised = act !== undefined && advises(text, act);
    return named || advised || helps.some((words) => words.test(text)) ? 'helps' : 'says-nothing';
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

/** True when the API refused a token that was really dead, so that a new one was needed. */
const neededNewToken = (exchange: RecordedExchange): boolean =>
  exchange.request.endpoint === 'resource' &&
  !['live', undefined].includes(exchange.request.presented?.standing);

/**
 * Causes that leave no exchange: nothing to refresh with, or a token endpoint that was not reached.
 */
function unseenCauses(history: History, interval: Interval): readonly CauseRule[] {
  if (renewalsDuring(history, interval).length > 0) return [];
  return lacksRefreshToken(history, interval) ? [NO_REFRESH_TOKEN] : [UNREACHED];
}

/**
 * Finds what may have made an execution fail: the causes that the exchanges show which failed this
 * execution. The result is empty when they show no cause of which we know the words that help.
 */
export function failureCauses(history: History, interval: Interval): readonly FailureCause[] {
  const { from, to } = interval;
  if (wasDisturbed(history, interval)) return [];
  const met = metAndInForce(history, NO_SAVING, { metBefore: to, since: from });
  // The refresh of another credential may have met the fault. Only a client that received tokens
  // could fail to save them.
  if (met.some(({ n }) => n > from) && renewalsDuring(history, interval).some(gaveTokens))
    return [failureCause(DATABASE)];
  const { exchanges, remembered } = failingExchanges(history, interval);
  const unseen = exchanges.some(neededNewToken) ? unseenCauses(history, interval) : [];
  // Without a refresh token, what the API says is not the cause: it only showed the expiry.
  const shown = unseen.includes(NO_REFRESH_TOKEN) ? [] : [...exchanges, ...remembered];
  const rules = shown.map((exchange) => ({ rule: causeOf(exchange), code: exchange.reply?.error }));
  if (rules.some(({ rule }) => rule === undefined)) return [];
  const causes = [
    ...rules.flatMap(({ rule, code }) => (rule === undefined ? [] : [failureCause(rule, code)])),
    ...unseen.map((rule) => failureCause(rule)),
  ];
  const each = [...new Map(causes.map((found) => [found.cause, found])).values()];
  // When an earlier execution could not save its tokens, this is also a cause of this failure,
  // beside the cause that the provider's answer shows.
  return each.length > 0 && met.length > 0 ? [failureCause(DATABASE), ...each] : each;
}
