import type { Bar } from './drawing.ts';
import { packRows } from './pack-rows.ts';
import type { TimeScale } from './time-scale.ts';

/** Thin enough that hundreds of bars fit, and wide enough to be hit with a pointer. */
const MIN_BAR_PX = 4;

/** A time span in pixels. It is always wide enough to be seen, and never outside the drawing. */
export function stretch(
  scale: TimeScale,
  fromMs: number,
  toMs: number,
  minPx = MIN_BAR_PX,
): { x: number; width: number } {
  const from = scale.x(Math.min(fromMs, toMs));
  const width = Math.max(minPx, scale.x(Math.max(fromMs, toMs)) - from);
  const x = Math.max(0, Math.min(from, scale.width - width));
  return { x, width: Math.min(width, scale.width) };
}

/**
 * Gives every bar a row, with at least `gapPx` between neighbours. The rows are thinner when there
 * are many.
 */
export function stackBars(
  bars: readonly Omit<Bar, 'y' | 'height'>[],
  { tallPx = 13, gapPx = 2 }: { readonly tallPx?: number; readonly gapPx?: number } = {},
): { readonly bars: readonly Bar[]; readonly height: number } {
  const { rows, count } = packRows(bars, gapPx);
  const height = count > 24 ? 5 : count > 12 ? 8 : tallPx;
  const pitch = height + 2;
  return {
    bars: bars.map((bar, index) => ({ ...bar, y: (rows[index] ?? 0) * pitch, height })),
    height: Math.max(tallPx, count * pitch - 2),
  };
}
