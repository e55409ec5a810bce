import { formatDuration } from '../../text/format-duration.ts';
import { cutIntoPieces, type Piece } from './cut-into-pieces.ts';
import type { Tick, TimeBreak } from './drawing.ts';
import type { ScaleMode } from './scale-mode.ts';

const TICK_PX = 84;
const TICK_LABEL_PX = 44;

/** Maps milliseconds of a run to pixels. */
export interface TimeScale {
  readonly width: number;
  /** Last moment of the run. */
  readonly endMs: number;
  x(atMs: number): number;
  readonly breaks: readonly TimeBreak[];
  readonly ticks: readonly Tick[];
}

interface PlacedPiece extends Piece {
  readonly left: number;
  readonly width: number;
}

function place(pieces: readonly Piece[], width: number): PlacedPiece[] {
  const fixedPx = pieces.reduce((sum, piece) => sum + (piece.fixedPx ?? 0), 0);
  const weight = pieces.reduce(
    (sum, piece) => sum + (piece.fixedPx === undefined ? piece.weight : 0),
    0,
  );
  const pxPerWeight = weight === 0 ? 0 : (width - fixedPx) / weight;
  let left = 0;
  return pieces.map((piece) => {
    const placed = { ...piece, left, width: piece.fixedPx ?? piece.weight * pxPerWeight };
    left += placed.width;
    return placed;
  });
}

/** The piece that contains a moment, found by binary search. */
function pieceAt(pieces: readonly PlacedPiece[], ms: number): PlacedPiece | undefined {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ms <= (pieces[middle]?.toMs ?? 0)) high = middle;
    else low = middle + 1;
  }
  return pieces[low];
}

/** The smallest 1, 2 or 5 times a power of ten that is at least `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
}

function candidatesFor(pieces: readonly PlacedPiece[], mode: ScaleMode): number[] {
  const busy = pieces.filter((piece) => piece.fixedPx === undefined && piece.toMs > piece.fromMs);
  if (mode === 'spread') return busy.map((piece) => piece.fromMs);
  const [first] = busy;
  if (first === undefined || first.width === 0) return [];
  const stepMs = niceStep((TICK_PX * (first.toMs - first.fromMs)) / first.width);
  return busy.flatMap((piece) => {
    const count = Math.floor(piece.toMs / stepMs) - Math.ceil(piece.fromMs / stepMs) + 1;
    return [
      piece.fromMs,
      ...Array.from(
        { length: Math.max(0, count) },
        (_, index) => (Math.ceil(piece.fromMs / stepMs) + index) * stepMs,
      ),
    ];
  });
}

function placeTicks(
  candidates: readonly number[],
  x: (ms: number) => number,
  width: number,
): Tick[] {
  const ticks: Tick[] = [];
  for (const ms of candidates) {
    const at = x(ms);
    const last = ticks.at(-1);
    const free = last === undefined || at - last.x >= TICK_PX * 0.75;
    if (free && at <= width - TICK_LABEL_PX)
      ticks.push({ x: at, label: ms === 0 ? '0' : formatDuration(ms) });
  }
  return ticks;
}

/**
 * Makes the scale for events at `atMs`, which may be in any order. The scale begins at 0.
 * @param width pixels to use, all of them
 */
export function createTimeScale(
  atMs: readonly number[],
  width: number,
  mode: ScaleMode = 'time',
): TimeScale {
  const moments = [
    ...new Set([0, ...atMs.filter((at) => Number.isFinite(at) && at >= 0)]),
  ].toSorted((a, b) => a - b);
  const pieces = place(cutIntoPieces(moments, width, mode), width);
  const x = (ms: number): number => {
    const piece = pieceAt(pieces, ms);
    if (piece === undefined) return 0;
    const share =
      piece.toMs === piece.fromMs ? 0 : (ms - piece.fromMs) / (piece.toMs - piece.fromMs);
    // A rounding error can make the sum of the pieces slightly larger than the whole width.
    return Math.min(width, piece.left + Math.min(1, Math.max(0, share)) * piece.width);
  };
  return {
    width,
    endMs: moments.at(-1) ?? 0,
    x,
    breaks: pieces
      .filter((piece) => piece.fixedPx !== undefined)
      .map((piece) => ({ x: piece.left, width: piece.width, ms: piece.toMs - piece.fromMs })),
    ticks: placeTicks(candidatesFor(pieces, mode), x, width),
  };
}
