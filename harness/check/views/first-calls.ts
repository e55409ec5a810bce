import type { History } from '../../model/history.ts';
import type { Interval } from './intervals.ts';
import { unique } from './words.ts';

/**
 * How many tokens beyond the first one were refused to the first call for an item: of items that
 * run side by side some begin when the others have refreshed already, and have a new token refused
 * of which they cannot know that it is the second one. Less than half of the items count: a client
 * that refreshes for each of them, one after the other, does not run them side by side.
 */
export function refusedToLateItems(history: History, period: readonly Interval[]): number {
  const exchanges = history.exchanges().filter(({ request }) => request.endpoint === 'resource');
  return period.reduce((sum, { items }) => {
    const first = items.flatMap(
      (item) => exchanges.find(({ request }) => request.item === item) ?? [],
    );
    const refused = first.flatMap(({ request, reply }) =>
      reply?.status === 401 ? (request.presented?.ref?.fingerprint ?? []) : [],
    );
    const late = Math.max(0, unique(refused).length - 1);
    return sum + Math.min(late, Math.floor((items.length - 1) / 2));
  }, 0);
}
