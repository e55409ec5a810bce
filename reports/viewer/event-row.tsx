import type { RecordedExchange } from '../../mock-provider/traffic/har-of.ts';
import { formatMoment } from '../text/format-duration.ts';
import type { EventLine } from './select-events.ts';
import { WireView } from './wire-view.tsx';

export interface EventRowProps {
  readonly line: EventLine;
  readonly selected: boolean;
  /** True when the event proves a violated finding. */
  readonly proof: boolean;
  /** The exchange to which it belongs, when heads and bodies were recorded. */
  readonly exchange: RecordedExchange | undefined;
  readonly onSelect: (n: number) => void;
}

/** One event: its number, its time and its sentence. The selected event also shows its record. */
export function EventRow({ line, selected, proof, exchange, onSelect }: EventRowProps) {
  const { event, text, kind, trouble } = line;
  return (
    <li
      class={`event kind-${kind}${trouble ? ' trouble' : ''}${selected ? ' selected' : ''}${proof ? ' proof' : ''}`}
      data-event={event.n}
      tabIndex={-1}
      aria-current={selected ? 'true' : undefined}
    >
      <button
        type="button"
        class="event-number"
        aria-label={`event ${event.n}`}
        onClick={() => onSelect(event.n)}
      >
        {event.n}
      </button>
      <span class="moment">{formatMoment(event.at)}</span>
      <span class="text">
        {text}
        {proof ? <span class="visually-hidden"> (evidence of a violated finding)</span> : null}
      </span>
      {selected && exchange !== undefined ? <WireView exchange={exchange} /> : null}
      {selected ? <pre>{JSON.stringify(event, withoutWire, 2)}</pre> : null}
    </li>
  );
}

/** Heads and bodies are shown as text, and not again as a part of the record. */
const withoutWire = (name: string, value: unknown): unknown =>
  name === 'wire' ? undefined : value;
