import type { History, RecordedExchange } from '../../model/history.ts';
import type { Interval } from './intervals.ts';

/**
 * The API calls of one execution: those for its items that began before it ended. An item is handed
 * to one execution only, so this needs no other bound, also beside others. A call that begins after
 * the end changed nothing about how the execution ended; one that was not answered before did.
 */
export const callsOf = (
  history: History,
  { items, to }: Pick<Interval, 'items' | 'to'>,
): readonly RecordedExchange[] =>
  history
    .exchanges()
    .filter(
      ({ request }) =>
        request.endpoint === 'resource' && items.includes(request.item ?? '') && request.n < to,
    );
