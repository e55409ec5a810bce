import type { EventOf, HistoryEvent } from '../../harness/model/event.ts';
import type { RecordedExchange } from '../../mock-provider/traffic/har-of.ts';

type Reply = EventOf<'reply'>;

/**
 * The exchanges of a history with heads and bodies, in the order of their requests. Those that an
 * older version recorded have none, and are left out.
 */
export function recordedExchanges(events: readonly HistoryEvent[]): readonly RecordedExchange[] {
  const replies = new Map<number, Reply>();
  for (const event of events) if (event.type === 'reply') replies.set(event.exchange, event);
  return events.flatMap((event) => {
    if (event.type !== 'request' || event.wire === undefined) return [];
    const reply = replies.get(event.exchange);
    return [{ request: { ...event, wire: event.wire }, ...(reply === undefined ? {} : { reply }) }];
  });
}
