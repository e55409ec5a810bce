import { useMemo, useState } from 'preact/hooks';
import type { History } from '../../../harness/model/history.ts';
import { drawTimeline } from './draw-timeline.ts';
import { LaneNames } from './lane-names.tsx';
import { Legend } from './legend.tsx';
import type { ScaleMode } from './scale-mode.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { timelineItems } from './timeline-items.ts';
import { useWidth } from './use-width.ts';

const ZOOMS = [1, 2, 4, 8] as const;

export interface TimelineProps {
  readonly history: History;
  readonly selected: number;
  /** Numbers of the events that prove a violated finding. */
  readonly evidence: ReadonlySet<number>;
  readonly onSelect: (n: number) => void;
}

function Zoom({
  zoom,
  onZoom,
}: {
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}) {
  return (
    <span class="zoom" role="group" aria-label="Zoom of the timeline">
      {ZOOMS.map((factor) => (
        <button
          key={factor}
          type="button"
          class="chip"
          aria-pressed={zoom === factor}
          onClick={() => onZoom(factor)}
        >
          {factor}×
        </button>
      ))}
    </span>
  );
}

const MODES = [
  ['time', 'even time', 'Time is drawn evenly; long idle stretches are left out.'],
  [
    'spread',
    'spread bursts',
    'Four times the pause gets twice the width, so that bursts can be read.',
  ],
] as const;

function Mode({
  mode,
  onMode,
}: {
  readonly mode: ScaleMode;
  readonly onMode: (mode: ScaleMode) => void;
}) {
  return (
    <span class="zoom" role="group" aria-label="Scale of the timeline">
      {MODES.map(([id, label, meaning]) => (
        <button
          key={id}
          type="button"
          class="chip"
          title={meaning}
          aria-pressed={mode === id}
          onClick={() => onMode(id)}
        >
          {label}
        </button>
      ))}
    </span>
  );
}

/** The history as a drawing: n8n, the provider and the token families over one time axis. */
export function Timeline({ history, selected, evidence, onSelect }: TimelineProps) {
  const [chart, width] = useWidth<HTMLDivElement>(1_000);
  const [zoom, setZoom] = useState(1);
  const [mode, setMode] = useState<ScaleMode>('time');
  const drawing = useMemo(
    () => drawTimeline(history, width * zoom, mode),
    [history, width, zoom, mode],
  );
  const items = useMemo(() => timelineItems(drawing), [drawing]);
  const [pointed, setPointed] = useState<string | undefined>(undefined);
  const selectedAt = history.events.find(({ n }) => n === selected)?.at;
  const told =
    items.find((item) => item.key === pointed) ?? items.find((item) => item.n === selected);
  const cursorX = selectedAt === undefined ? undefined : drawing.x(selectedAt);
  // The shapes are kept while only the pointer moves, because a large drawing has thousands of
  // them.
  const shapes = useMemo(
    () => (
      <TimelineChart
        drawing={drawing}
        items={items}
        selected={selected}
        cursorX={cursorX}
        evidence={evidence}
        onPoint={setPointed}
        onSelect={onSelect}
      />
    ),
    [drawing, items, selected, cursorX, evidence, onSelect],
  );
  return (
    <section class="timeline">
      <h4>
        Timeline <span class="grow" /> <Mode mode={mode} onMode={setMode} />{' '}
        <Zoom zoom={zoom} onZoom={setZoom} />
      </h4>
      <div class="timeline-body">
        <LaneNames drawing={drawing} />
        <div ref={chart} class="timeline-scroll">
          {shapes}
        </div>
      </div>
      <p class="readout" aria-live="polite">
        {told === undefined ? (
          <span class="quiet">
            Point at something, or walk with the arrow keys; click or Enter leads to the event.
          </span>
        ) : (
          <>
            <span class="event-number">{told.n}</span> {told.text}
          </>
        )}
      </p>
      <Legend />
    </section>
  );
}
