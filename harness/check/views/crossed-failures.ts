import type { History } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import type { Interval } from './intervals.ts';
import { lagBeyondTicks } from './machine-starved.ts';
import type { TokenCall } from './token-calls.ts';
import { tokenRefusals } from './token-refusals.ts';

/**
 * How many items were refused their first call just after a token request had failed, and may have
 * been called before anybody knew: each of them may send one token request of its own. A call
 * crossed the failure when it arrived before it, or after it by no more than this machine lagged.
 */
export function crossedFailures(
  history: History,
  period: readonly Interval[],
  failed: readonly TokenCall[],
): number {
  const refusals = new Map(tokenRefusals(history).map((refusal) => [refusal.exchange, refusal.n]));
  const failures = failed.flatMap(({ reply }) => reply ?? []);
  return period.reduce((sum, interval) => {
    const calls = callsOf(history, interval);
    const lagMs = lagBeyondTicks(interval.end);
    const crossing = interval.items.filter((item) => {
      const first = calls.find(({ request }) => request.item === item);
      const refusedAt = refusals.get(first?.request.exchange ?? 0) ?? 0;
      return failures.some(
        ({ n, at }) =>
          first !== undefined &&
          n < refusedAt &&
          (first.request.n < n || first.request.at - at <= lagMs),
      );
    });
    return sum + Math.min(crossing.length, interval.items.length - 1);
  }, 0);
}
