import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { busyPeriods, intervals, type Interval } from '../views/intervals.ts';
import { lastAnswerBefore, needlessRenewals } from '../views/needless-renewals.ts';
import { renewals, tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { tokenRefusals, type TokenRefusal } from '../views/token-refusals.ts';
import { count, unique } from '../views/words.ts';

/** Token requests allowed for each attempt of an execution: one request and one repetition. */
const REQUESTS_PER_ATTEMPT = 2;

interface Excess {
  readonly calls: readonly TokenCall[];
  readonly executions: number;
  readonly attempts: number;
}

/**
 * How many attempts an execution made, as far as the API saw them. This is the larger of two
 * numbers: how often the API refused the same item (with Retry On Fail each try presents the dead
 * token again), and how many different tokens the API refused (a long execution outlives several).
 */
function attempts({ items, from, to }: Interval, refusals: readonly TokenRefusal[]): number {
  const own = refusals.filter(
    ({ item, n }) => item !== undefined && items.includes(item) && n > from && n < to,
  );
  const perItem = items.map((item) => own.filter((refusal) => refusal.item === item).length);
  return Math.max(1, ...perItem, unique(own.map(({ token }) => token?.fingerprint)).length);
}

/**
 * Periods in which the executions of a credential sent more token requests than their attempts
 * allow. Requests after the end of the last execution still count to its period.
 */
function loops(history: History): readonly Excess[] {
  const all = intervals(history);
  const calls = renewals(tokenCalls(history));
  const refusals = tokenRefusals(history);
  return unique(all.map(({ credential }) => credential)).flatMap((credential) => {
    const periods = busyPeriods(all, credential);
    return periods
      .map((period, index): Excess => {
        const from = period[0]?.from ?? 0;
        const to = periods[index + 1]?.[0]?.from ?? Number.POSITIVE_INFINITY;
        const within = calls.filter(
          ({ client, request }) => client === credential && request.n > from && request.n < to,
        );
        return {
          calls: within,
          executions: period.length,
          attempts: period.reduce((sum, interval) => sum + attempts(interval, refusals), 0),
        };
      })
      .filter((period) => period.calls.length > REQUESTS_PER_ATTEMPT * period.attempts);
  });
}

/** Checks that the client refreshes only after the API refused a token. */
export const noNeedlessRefresh = defineChecker({
  name: 'no-needless-refresh',
  judges: 'safety',
  invariant:
    'New tokens are asked for only after the API refused a token, and at most twice for each attempt.',
  basis:
    'RFC 6750 §3.1: 401 means the token, 403 does not. A refresh on 403, 429 or 5xx mends nothing, spends a refresh token and feeds a rate limit.',
  check(history) {
    const needless = needlessRenewals(history);
    const [first, ...more] = needless;
    if (first !== undefined) {
      const answer = lastAnswerBefore(history, first.request.n)?.status;
      const after =
        answer === undefined ? 'before any answer of the API' : `after the API's answer ${answer}`;
      return violated(
        `${count(needless.length, 'request')} for new tokens that no refused token called for, the first one ${after}.`,
        [first.request.n, ...more.map(({ request }) => request.n)],
      );
    }
    const [loop] = loops(history);
    if (loop !== undefined) {
      const numbers = loop.calls.map(({ request }) => request.n);
      return violated(
        `${count(loop.calls.length, 'token request')} in ${count(loop.executions, 'execution')} with ${count(loop.attempts, 'attempt')}; at most ${REQUESTS_PER_ATTEMPT * loop.attempts} can help.`,
        [numbers[0] ?? 0, ...numbers.slice(1)],
      );
    }
    const asked = renewals(tokenCalls(history));
    const nameless = asked.filter(({ client }) => client === undefined);
    if (nameless.length > 0)
      return unknown(
        `${count(nameless.length, 'token request')} cannot be told whose they are.`,
        nameless.map(({ request }) => request.n),
      );
    return holds(
      `${count(asked.length, 'request')} for new tokens, each called for by a refused or missing token.`,
      asked.map(({ request }) => request.n),
    );
  },
});
