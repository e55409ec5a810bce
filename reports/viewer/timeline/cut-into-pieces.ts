import type { ScaleMode } from './scale-mode.ts';

const BREAK_PX = 30;
const MAX_BREAKS = 10;
/**
 * A gap is omitted when it is longer than IDLE_MS and longer than IDLE_SHARE of the time that is
 * still drawn.
 */
const IDLE_MS = 400;
const IDLE_SHARE = 0.12;

/** A stretch of time that is drawn to one scale. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  /** The share of this piece in the width that is left after the fixed pieces. */
  readonly weight: number;
  /** Set for an omitted gap: its width in pixels, however long it lasts. */
  readonly fixedPx?: number;
}

function idleGaps(moments: readonly number[], width: number): number[] {
  const gaps = moments.slice(1).map((at, index) => ({ index, ms: at - (moments[index] ?? at) }));
  let drawn = gaps.reduce((sum, gap) => sum + gap.ms, 0);
  const idle: number[] = [];
  const most = Math.min(MAX_BREAKS, Math.floor((width * 0.35) / BREAK_PX));
  for (const gap of gaps.toSorted((a, b) => b.ms - a.ms).slice(0, most)) {
    if (gap.ms < IDLE_MS || gap.ms < drawn * IDLE_SHARE) break;
    idle.push(gap.index);
    drawn -= gap.ms;
  }
  return idle.toSorted((a, b) => a - b);
}

function evenly(moments: readonly number[], width: number): Piece[] {
  const pieces: Piece[] = [];
  let fromMs = moments[0] ?? 0;
  for (const index of idleGaps(moments, width)) {
    const [before = fromMs, after = fromMs] = moments.slice(index, index + 2);
    if (before > fromMs) pieces.push({ fromMs, toMs: before, weight: before - fromMs });
    pieces.push({ fromMs: before, toMs: after, weight: 0, fixedPx: BREAK_PX });
    fromMs = after;
  }
  const endMs = moments.at(-1) ?? fromMs;
  return [...pieces, { fromMs, toMs: endMs, weight: endMs - fromMs }];
}

function spread(moments: readonly number[]): Piece[] {
  return moments.slice(1).map((toMs, index) => {
    const fromMs = moments[index] ?? toMs;
    return { fromMs, toMs, weight: Math.sqrt(toMs - fromMs) };
  });
}

/**
 * Cuts a run into pieces, each of which is drawn to one scale. `moments` must be sorted, contain no
 * duplicates and begin with 0.
 */
export const cutIntoPieces = (
  moments: readonly number[],
  width: number,
  mode: ScaleMode,
): Piece[] => (mode === 'spread' ? spread(moments) : evenly(moments, width));
