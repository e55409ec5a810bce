import type { HistoryEvent } from '../../harness/model/event.ts';
import type { History } from '../../harness/model/history.ts';
import { describeEvent } from '../text/describe-event.ts';
import { eventKind, isTrouble, type EventKind } from '../text/event-kind.ts';

/** An event and its sentence. */
export interface EventLine {
  readonly event: HistoryEvent;
  readonly text: string;
  readonly kind: EventKind;
  readonly trouble: boolean;
}

export interface EventFilter {
  readonly query: string;
  /** The kinds to show. Empty means all kinds. */
  readonly kinds: ReadonlySet<EventKind>;
  readonly troubleOnly: boolean;
}

/** All events of a history as sentences. */
export function eventLines(history: History): EventLine[] {
  const { head } = history;
  return history.events.map((event) => ({
    event,
    text: describeEvent(event, head),
    kind: eventKind(event),
    trouble: isTrouble(event),
  }));
}

/**
 * The lines that match the filter, and always the selected one, so that a link to an event works
 * under every filter.
 */
export function selectEvents(
  lines: readonly EventLine[],
  { query, kinds, troubleOnly }: EventFilter,
  selected: number,
): EventLine[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return lines.filter(({ event, text, kind, trouble }) => {
    if (event.n === selected) return true;
    if (kinds.size > 0 && !kinds.has(kind)) return false;
    if (troubleOnly && !trouble) return false;
    const all = `${event.n} ${event.type} ${text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
