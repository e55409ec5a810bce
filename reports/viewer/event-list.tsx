import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HistoryEvent } from '../../harness/model/event.ts';
import type { History } from '../../harness/model/history.ts';
import type { RecordedExchange } from '../../mock-provider/traffic/har-of.ts';
import { EVENT_KINDS, type EventKind } from '../text/event-kind.ts';
import { recordedExchanges } from '../text/recorded-exchanges.ts';
import { EventRow } from './event-row.tsx';
import { HarButton } from './har-button.tsx';
import { eventLines, selectEvents, type EventFilter, type EventLine } from './select-events.ts';

const PAGE = 400;
const NO_FILTER: EventFilter = { query: '', kinds: new Set(), troubleOnly: false };

function toggled(kinds: ReadonlySet<EventKind>, kind: EventKind): ReadonlySet<EventKind> {
  const next = new Set(kinds);
  if (!next.delete(kind)) next.add(kind);
  return next;
}

function EventFilters({
  lines,
  filter,
  onFilter,
}: {
  readonly lines: readonly EventLine[];
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
}) {
  const counts = Map.groupBy(lines, ({ kind }) => kind);
  return (
    <div class="event-filters">
      <label>
        <span class="visually-hidden">Search events</span>
        <input
          type="search"
          placeholder="Search events"
          value={filter.query}
          onInput={(event) => onFilter({ ...filter, query: event.currentTarget.value })}
        />
      </label>
      <button
        type="button"
        class="chip"
        aria-pressed={filter.troubleOnly}
        onClick={() => onFilter({ ...filter, troubleOnly: !filter.troubleOnly })}
      >
        trouble only
      </button>
      {(Object.keys(EVENT_KINDS) as EventKind[])
        .filter((kind) => counts.has(kind))
        .map((kind) => (
          <button
            key={kind}
            type="button"
            class={`chip kind-${kind}`}
            aria-pressed={filter.kinds.has(kind)}
            onClick={() => onFilter({ ...filter, kinds: toggled(filter.kinds, kind) })}
          >
            {EVENT_KINDS[kind]} <span class="quiet">{counts.get(kind)?.length ?? 0}</span>
          </button>
        ))}
    </div>
  );
}

/** The exchange to which a request or a reply belongs. */
const exchangeOf = (
  exchanges: readonly RecordedExchange[],
  event: HistoryEvent,
): RecordedExchange | undefined =>
  event.type === 'request' || event.type === 'reply'
    ? exchanges.find(({ request }) => request.exchange === event.exchange)
    : undefined;

export interface EventListProps {
  readonly history: History;
  readonly selected: number;
  /** Numbers of the events that prove a violated finding. */
  readonly evidence: ReadonlySet<number>;
  readonly onSelect: (n: number) => void;
}

/**
 * Every event of the history as a sentence, with filters. The list scrolls to the selected event,
 * which gets the focus.
 */
export function EventList({ history, selected, evidence, onSelect }: EventListProps) {
  const lines = useMemo(() => eventLines(history), [history]);
  const exchanges = useMemo(() => recordedExchanges(history.events), [history]);
  const [filter, setFilter] = useState(NO_FILTER);
  const [pages, setPages] = useState(1);
  const body = useRef<HTMLOListElement>(null);
  const shown = useMemo(() => selectEvents(lines, filter, selected), [lines, filter, selected]);
  const limit = Math.max(pages * PAGE, shown.findIndex(({ event }) => event.n === selected) + 1);
  useEffect(() => {
    if (selected === 0) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-event="${selected}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [selected]);
  return (
    <section class="events">
      <h4>
        Events{' '}
        <span class="quiet">
          {shown.length === lines.length ? lines.length : `${shown.length} of ${lines.length}`}
        </span>
      </h4>
      <HarButton exchanges={exchanges} />
      <EventFilters lines={lines} filter={filter} onFilter={setFilter} />
      <ol ref={body} tabIndex={-1}>
        {shown.slice(0, limit).map((line) => (
          <EventRow
            key={line.event.n}
            line={line}
            selected={line.event.n === selected}
            proof={evidence.has(line.event.n)}
            exchange={line.event.n === selected ? exchangeOf(exchanges, line.event) : undefined}
            onSelect={onSelect}
          />
        ))}
      </ol>
      {shown.length > limit ? (
        <button type="button" class="plain" onClick={() => setPages(pages + 1)}>
          show {Math.min(PAGE, shown.length - limit)} more of {shown.length - limit}
        </button>
      ) : null}
    </section>
  );
}
