import type { EventOf, EventType, HistoryEvent } from '../../model/event.ts';
import { History } from '../../model/history.ts';

/**
 * Returns the history with one change: the first event of a type for which `fits` is true. A
 * checker must notice this change.
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

/** Returns the history without the events for which `fits` is true. */
export const without = (history: History, fits: (event: HistoryEvent) => boolean): History =>
  new History(history.events.filter((event) => !fits(event)));

/** Returns the history without some fields of its requests, as an older recorder wrote it. */
export const older = (history: History, ...fields: (keyof EventOf<'request'>)[]): History =>
  new History(
    history.events.map((event) =>
      event.type === 'request'
        ? (Object.fromEntries(
            Object.entries(event).filter(([name]) => !fields.some((field) => field === name)),
          ) as unknown as HistoryEvent)
        : event,
    ),
  );
