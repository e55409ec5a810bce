import { formatMoment } from '../text/format-duration.ts';
import type { EventLine } from './select-events.ts';

export interface EventRowProps {
  readonly line: EventLine;
  readonly selected: boolean;
  /** True when the event proves a violated finding. */
  readonly proof: boolean;
  readonly onSelect: (n: number) => void;
}

/** One event: its number, its time and its sentence. The selected event also shows its record. */
export function EventRow({ line, selected, proof, onSelect }: EventRowProps) {
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
      {selected ? <pre>{JSON.stringify(event, null, 2)}</pre> : null}
    </li>
  );
}
