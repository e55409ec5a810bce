import type { History } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import type { Interval } from './intervals.ts';
import { tokenRefusals } from './token-refusals.ts';
import { unique } from './words.ts';

/**
 * How many tokens beyond the first one were refused to the first call for an item: of items that
 * run side by side some begin when the others have refreshed already, and have a new token refused
 * of which they cannot know that it is the second one. Less than half of the items count: a client
 * that refreshes for each of them, one after the other, does not run them side by side.
 */
export function refusedToLateItems(history: History, period: readonly Interval[]): number {
  const refusals = new Map(tokenRefusals(history).map((refusal) => [refusal.exchange, refusal]));
  return period.reduce((sum, interval) => {
    const calls = callsOf(history, interval);
    const { items } = interval;
    const refused = items.flatMap((item) => {
      const first = calls.find(({ request }) => request.item === item);
      const refusal = first && refusals.get(first.request.exchange);
      return refusal?.token?.fingerprint ?? [];
    });
    const late = Math.max(0, unique(refused).length - 1);
    return sum + Math.min(late, Math.floor((items.length - 1) / 2));
  }, 0);
}
