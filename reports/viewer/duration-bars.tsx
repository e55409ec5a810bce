import type { ScenarioResult } from '../../harness/model/results.ts';
import { formatDuration } from '../text/format-duration.ts';
import { PICTURE_SYMBOLS, standingOf, STANDINGS } from '../text/standing.ts';
import { keepUnits } from './keep-units.ts';

const BAR = 9;
const GAP = 3;
const HEIGHT = 30;
/** Room above the bars for the symbol of an attempt that is no pass. */
const HEAD = 11;

function Bar({
  result,
  x,
  longestMs,
}: {
  readonly result: ScenarioResult;
  readonly x: number;
  readonly longestMs: number;
}) {
  const standing = standingOf(result);
  const height = Math.max(1.5, (result.durationMs / longestMs) * HEIGHT);
  return (
    <g class={`attempt-${standing}`}>
      <title>
        #{result.attempt}: {STANDINGS[standing].word}, {formatDuration(result.durationMs)}
      </title>
      <rect x={x} y={HEAD + HEIGHT - height} width={BAR} height={height} rx={1} />
      {standing === 'pass' ? null : (
        <text x={x + BAR / 2} y={HEAD + HEIGHT - height - 2} text-anchor="middle">
          {PICTURE_SYMBOLS[standing]}
        </text>
      )}
    </g>
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = low] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (low + high) / 2;
}

/**
 * How many attempts pass and how long they took, in words: `7 of 8 attempts pass, 1.5 s – 2.2 s,
 * median 1.8 s`.
 */
function durationWords(attempts: readonly ScenarioResult[]): string {
  const times = attempts.map(({ durationMs }) => durationMs);
  const [least, middle, most] = [Math.min(...times), median(times), Math.max(...times)].map(
    formatDuration,
  );
  const good = attempts.filter((result) => standingOf(result) === 'pass').length;
  const count = `${attempts.length} attempts`;
  const passing = good === attempts.length ? count : `${good} of ${count} pass`;
  return `${passing}, ${least} – ${most}, median ${middle}`;
}

/**
 * How long each attempt took, in the order of the attempts: a bar each, with the symbol of its
 * verdict where it is no pass. All pictures of a row have the same scale, `longestMs`.
 */
export function DurationBars({
  attempts,
  longestMs,
}: {
  readonly attempts: readonly ScenarioResult[];
  readonly longestMs: number;
}) {
  const width = attempts.length * (BAR + GAP) - GAP;
  return (
    <span class="durations">
      <svg
        viewBox={`0 0 ${width} ${HEAD + HEIGHT + 1}`}
        width={width}
        height={HEAD + HEIGHT + 1}
        aria-hidden="true"
      >
        {attempts.map((result, index) => (
          <Bar key={index} result={result} x={index * (BAR + GAP)} longestMs={longestMs} />
        ))}
        <line x1={0} x2={width} y1={HEAD + HEIGHT + 0.5} y2={HEAD + HEIGHT + 0.5} />
      </svg>
      <span class="quiet">{keepUnits(durationWords(attempts))}</span>
    </span>
  );
}
