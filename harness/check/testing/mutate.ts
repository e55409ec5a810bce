import type { EventOf, EventType, HistoryEvent } from '../../model/event.ts';
import { History } from '../../model/history.ts';

/**
 * The same history with the first event of a type that fits changed: a mutant that a checker must
 * tell apart.
 */
export function mutate<T extends EventType>(
  history: History,
  type: T,
  fits: (event: EventOf<T>) => boolean,
  change: (event: EventOf<T>) => Partial<EventOf<T>>,
): History {
  const target = history.of(type).find(fits);
  if (target === undefined) throw new RangeError(`No event of type ${type} fits.`);
  return new History(
    history.events.map((event): HistoryEvent =>
      event.n === target.n ? ({ ...target, ...change(target) } as HistoryEvent) : event,
    ),
  );
}

/** The same history without the events that fit. */
export const without = (history: History, fits: (event: HistoryEvent) => boolean): History =>
  new History(history.events.filter((event) => !fits(event)));
