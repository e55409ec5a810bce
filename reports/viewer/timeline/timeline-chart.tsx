import { useEffect, useRef, useState } from 'preact/hooks';
import { Backdrop, GapLabels } from './backdrop.tsx';
import { BarShape } from './bar-shape.tsx';
import type { Drawing } from './drawing.ts';
import { FaultLabel } from './fault-label.tsx';
import { MarkShape } from './mark-shape.tsx';
import { neighbour, type TimelineItem } from './timeline-items.ts';

export interface TimelineChartProps {
  readonly drawing: Drawing;
  readonly items: readonly TimelineItem[];
  readonly selected: number;
  /** X coordinate of the selected event. */
  readonly cursorX: number | undefined;
  readonly evidence: ReadonlySet<number>;
  /** Receives the key of the item under the pointer or with the focus. */
  readonly onPoint: (key: string | undefined) => void;
  readonly onSelect: (n: number) => void;
}

const keyAt = (target: EventTarget | null): string | undefined =>
  (target instanceof Element
    ? target.closest('[data-key]')?.getAttribute('data-key')
    : undefined) ?? undefined;

/**
 * The drawing. The tab key stops at it once; the arrow keys move between its items, and Enter
 * selects an item's event.
 */
export function TimelineChart({
  drawing,
  items,
  selected,
  cursorX,
  evidence,
  onPoint,
  onSelect,
}: TimelineChartProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const stop =
    items.find((item) => item.key === focused) ??
    items.find((item) => item.n === selected) ??
    items[0];
  const find = (target: EventTarget | null): TimelineItem | undefined =>
    items.find((item) => item.key === keyAt(target));
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = find(event.target);
    if (from === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') onSelect(from.n);
    const next = neighbour(items, from, event.key);
    if (next !== undefined)
      svg.current?.querySelector<SVGElement>(`[data-key="${next.key}"]`)?.focus();
    if (next !== undefined || event.key === 'Enter' || event.key === ' ') event.preventDefault();
  };
  useEffect(() => {
    const frame = svg.current?.parentElement?.parentElement;
    if (cursorX === undefined || frame === null || frame === undefined) return;
    const seen = cursorX >= frame.scrollLeft && cursorX <= frame.scrollLeft + frame.clientWidth;
    if (!seen) frame.scrollLeft = cursorX - frame.clientWidth / 2;
  }, [cursorX]);
  const shape = (key: string, events: readonly number[]) => ({
    itemKey: key,
    stop: key === stop?.key,
    selected: events.includes(selected),
    proof: events.some((n) => evidence.has(n)),
  });
  return (
    // The handlers are on this element and not on the SVG, because Chromium makes an SVG with focus
    // handlers a tab stop.
    <div
      onPointerOver={(event) => onPoint(keyAt(event.target))}
      onPointerLeave={() => onPoint(undefined)}
      onFocusIn={(event) => {
        setFocused(keyAt(event.target));
        onPoint(keyAt(event.target));
      }}
      onClick={(event) => {
        const item = find(event.target);
        if (item !== undefined) onSelect(item.n);
      }}
      onKeyDown={onKeyDown}
    >
      <svg
        ref={svg}
        role="group"
        aria-label="Timeline"
        width={drawing.width}
        height={drawing.height}
      >
        <Backdrop drawing={drawing} />
        {cursorX === undefined ? null : (
          <line class="cursor" x1={cursorX} x2={cursorX} y1={drawing.axisY} y2={drawing.height} />
        )}
        {drawing.faults.map((fault) => (
          <FaultLabel key={`${fault.n}`} fault={fault} {...shape(`fault ${fault.n}`, [fault.n])} />
        ))}
        {drawing.bars.map((bar) => (
          <BarShape
            key={`${bar.n} ${bar.y}`}
            bar={bar}
            {...shape(`bar ${bar.n} ${bar.y}`, bar.events)}
          />
        ))}
        {drawing.marks.map((mark) => (
          <MarkShape key={`${mark.n}`} mark={mark} {...shape(`mark ${mark.n}`, [mark.n])} />
        ))}
        <GapLabels drawing={drawing} />
      </svg>
    </div>
  );
}
