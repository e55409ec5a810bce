import type { Drawing } from './drawing.ts';

/** Something in the drawing that can be pointed at. */
export interface TimelineItem {
  readonly key: string;
  /** The event that a click selects. */
  readonly n: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Everything that can be pointed at, from left to right. */
export function timelineItems(drawing: Drawing): TimelineItem[] {
  const faults = drawing.faults.map(({ n, text, x, row }) => ({
    key: `fault ${n}`,
    n,
    text,
    x,
    y: row,
  }));
  const bars = drawing.bars.map(({ n, text, x, y }) => ({ key: `bar ${n} ${y}`, n, text, x, y }));
  const marks = drawing.marks.map(({ n, text, x, y }) => ({ key: `mark ${n}`, n, text, x, y }));
  return [...faults, ...bars, ...marks].toSorted((a, b) => a.x - b.x || a.y - b.y);
}

/**
 * The item to which an arrow key moves. Left and right go by time; up and down go to the nearest
 * item in another row.
 */
export function neighbour(
  items: readonly TimelineItem[],
  from: TimelineItem,
  key: string,
): TimelineItem | undefined {
  const index = items.indexOf(from);
  if (key === 'ArrowRight') return items[index + 1];
  if (key === 'ArrowLeft') return items[index - 1];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const down = key === 'ArrowDown';
  const beyond = items.filter((item) => (down ? item.y > from.y : item.y < from.y));
  const distance = (item: TimelineItem): number =>
    Math.abs(item.x - from.x) + 8 * Math.abs(item.y - from.y);
  return beyond.toSorted((a, b) => distance(a) - distance(b))[0];
}
