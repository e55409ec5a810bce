import { formatDuration } from '../../text/format-duration.ts';
import type { Tick, TimeBreak } from './drawing.ts';

const BREAK_PX = 30;
const MAX_BREAKS = 10;
/** A gap is left out when it is longer than this and takes more than this share of the time that is still drawn. */
const IDLE_MS = 250;
const IDLE_SHARE = 0.07;
const TICK_PX = 84;

/** Maps milliseconds of a run to pixels. Idle stretches are compressed to a fixed width. */
export interface TimeScale {
  readonly width: number;
  /** Last moment of the run. */
  readonly endMs: number;
  x(atMs: number): number;
  readonly breaks: readonly TimeBreak[];
  readonly ticks: readonly Tick[];
}

interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly idle: boolean;
}

function idleGaps(moments: readonly number[], width: number): Set<number> {
  const gaps = moments.slice(1).map((at, index) => ({ index, ms: at - (moments[index] ?? at) }));
  let drawn = gaps.reduce((sum, gap) => sum + gap.ms, 0);
  const idle = new Set<number>();
  const most = Math.min(MAX_BREAKS, Math.floor((width * 0.35) / BREAK_PX));
  for (const gap of gaps.toSorted((a, b) => b.ms - a.ms).slice(0, most)) {
    if (gap.ms < IDLE_MS || gap.ms < drawn * IDLE_SHARE) break;
    idle.add(gap.index);
    drawn -= gap.ms;
  }
  return idle;
}

function cutIntoPieces(moments: readonly number[], width: number): Piece[] {
  const idle = idleGaps(moments, width);
  const pieces: Piece[] = [];
  let fromMs = moments[0] ?? 0;
  for (const index of [...idle].toSorted((a, b) => a - b)) {
    const [before = fromMs, after = fromMs] = moments.slice(index, index + 2);
    if (before > fromMs) pieces.push({ fromMs, toMs: before, idle: false });
    pieces.push({ fromMs: before, toMs: after, idle: true });
    fromMs = after;
  }
  pieces.push({ fromMs, toMs: moments.at(-1) ?? fromMs, idle: false });
  return pieces;
}

/** The smallest 1, 2 or 5 times a power of ten that is at least `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
}

/**
 * Makes the scale for everything that happens at `atMs`, in any order, from 0 on.
 * @param width pixels to use, all of them
 */
export function createTimeScale(atMs: readonly number[], width: number): TimeScale {
  const moments = [...new Set([0, ...atMs.filter((at) => Number.isFinite(at) && at >= 0)])].toSorted((a, b) => a - b);
  const pieces = cutIntoPieces(moments, width);
  const busyMs = pieces.reduce((sum, piece) => sum + (piece.idle ? 0 : piece.toMs - piece.fromMs), 0);
  const busyPx = width - pieces.filter((piece) => piece.idle).length * BREAK_PX;
  const pxPerMs = busyMs === 0 ? 0 : busyPx / busyMs;
  let left = 0;
  const placed = pieces.map((piece) => {
    const pieceWidth = piece.idle ? BREAK_PX : (piece.toMs - piece.fromMs) * pxPerMs;
    const at = left;
    left += pieceWidth;
    return { ...piece, left: at, width: pieceWidth };
  });
  const x = (ms: number): number => {
    const piece = placed.find((candidate) => ms <= candidate.toMs) ?? placed.at(-1);
    if (piece === undefined || piece.toMs === piece.fromMs) return piece?.left ?? 0;
    const share = (ms - piece.fromMs) / (piece.toMs - piece.fromMs);
    return Math.min(width, piece.left + Math.min(1, Math.max(0, share)) * piece.width);
  };
  return {
    width,
    endMs: moments.at(-1) ?? 0,
    x,
    breaks: placed.filter((piece) => piece.idle).map((piece) => ({ x: piece.left, width: piece.width, ms: piece.toMs - piece.fromMs })),
    ticks: pxPerMs === 0 ? [] : placeTicks(placed, niceStep(TICK_PX / pxPerMs), x),
  };
}

function placeTicks(pieces: readonly (Piece & { readonly left: number; readonly width: number })[], stepMs: number, x: (ms: number) => number): Tick[] {
  const ticks: Tick[] = [];
  const add = (ms: number): void => {
    const at = x(ms);
    const last = ticks.at(-1);
    if (last === undefined || at - last.x >= TICK_PX * 0.75) ticks.push({ x: at, label: ms === 0 ? '0' : formatDuration(ms) });
  };
  for (const piece of pieces.filter((candidate) => !candidate.idle)) {
    add(piece.fromMs);
    for (let ms = Math.ceil(piece.fromMs / stepMs) * stepMs; ms <= piece.toMs; ms += stepMs) add(ms);
  }
  return ticks;
}
