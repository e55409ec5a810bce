import { useState } from 'preact/hooks';
import { timeOfDay } from './token-text.ts';
import {
  columnsOf,
  COLUMNS,
  totalOf,
  type Column,
  type Counts,
  type Traffic,
} from './traffic-counts.ts';
import { TrafficTable } from './traffic-table.tsx';
import { useSecondsSince } from './use-seconds-since.ts';

const WINDOWS = [
  { minutes: 1, text: 'minute' },
  { minutes: 10, text: '10 minutes' },
  { minutes: 60, text: 'hour' },
] as const;
const HEIGHT = 24;
/** So many requests fill a strip at least. One alone is no peak. */
const LEAST_SCALE = 4;

/** A part of a bar, from below. */
interface Part {
  readonly count: (counts: Counts) => number;
  readonly style: 'ok' | 'failed' | 'open' | 'refused';
}
const STRIPS: readonly { readonly name: string; readonly parts: readonly Part[] }[] = [
  {
    name: 'Refreshes',
    parts: [
      { count: ({ refreshed }) => refreshed, style: 'ok' },
      { count: ({ failed }) => failed, style: 'failed' },
      { count: ({ underWay }) => underWay, style: 'open' },
    ],
  },
  { name: '401', parts: [{ count: ({ unauthorized }) => unauthorized, style: 'refused' }] },
  { name: 'Other 4xx', parts: [{ count: ({ otherRefused }) => otherRefused, style: 'refused' }] },
];

interface Props {
  readonly traffic: Traffic;
  /** Time of the provider's machine at `readAtMs`, in milliseconds since the epoch. */
  readonly machineTimeMs: number;
  /** When that was read, by the browser's clock. */
  readonly readAtMs: number;
}

/**
 * Refreshes, 401s and other 4xx over time, as bars, in a sentence and as a table. The time is the
 * machine's: the realm's may stand still or leap.
 */
export function TrafficChart({ traffic, machineTimeMs, readAtMs }: Props) {
  const [minutes, setMinutes] = useState(10);
  const nowMs = machineTimeMs + useSecondsSince(readAtMs);
  const columns = columnsOf(traffic, nowMs, minutes * 60_000);
  const [first] = columns;
  return (
    <figure class="traffic" aria-labelledby="traffic-title">
      <figcaption>
        <label id="traffic-title" for="traffic-window">
          Refreshes and refusals in the last
        </label>{' '}
        <select
          id="traffic-window"
          value={minutes}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
        >
          {WINDOWS.map((one) => (
            <option key={one.minutes} value={one.minutes}>
              {one.text}
            </option>
          ))}
        </select>
      </figcaption>
      <div class="strips" aria-hidden="true">
        {STRIPS.map(({ name, parts }) => (
          <Strip key={name} name={name} parts={parts} columns={columns} />
        ))}
        <p class="axis">
          <span>{first === undefined ? '' : timeOfDay(first.fromMs)}</span>
          <span>{timeOfDay(nowMs)} UTC, by the clock of the machine</span>
        </p>
      </div>
      <p class="traffic-words">{wordsOf(totalOf(columns))}</p>
      {traffic.completeFromMs === undefined ||
      traffic.completeFromMs < (first?.fromMs ?? 0) ? null : (
        <p class="quiet">
          Requests before {timeOfDay(traffic.completeFromMs)} may be missing: the provider no longer
          had them when the page asked.
        </p>
      )}
      <TrafficTable columns={columns} />
    </figure>
  );
}

function Strip({
  name,
  parts,
  columns,
}: {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly columns: readonly Column[];
}) {
  const heights = columns.map((column) => parts.reduce((sum, { count }) => sum + count(column), 0));
  const most = Math.max(...heights);
  const unit = HEIGHT / Math.max(LEAST_SCALE, most);
  return (
    <>
      <span class="strip-name">{name}</span>
      <svg viewBox={`0 0 ${COLUMNS} ${HEIGHT}`} preserveAspectRatio="none">
        {columns.map((column, index) => (
          <Bar key={column.fromMs} column={column} x={index} parts={parts} unit={unit} />
        ))}
      </svg>
      <span class="quiet">{most === 0 ? 'none' : `peak ${most}`}</span>
    </>
  );
}

function Bar({
  column,
  x,
  parts,
  unit,
}: {
  readonly column: Column;
  readonly x: number;
  readonly parts: readonly Part[];
  readonly unit: number;
}) {
  let top = HEIGHT;
  return (
    <>
      {parts.map(({ count, style }) => {
        const height = count(column) * unit;
        top -= height;
        return height === 0 ? null : (
          <rect
            key={style}
            class={`bar-${style}`}
            x={x + 0.1}
            y={top}
            width={0.8}
            height={height}
          />
        );
      })}
    </>
  );
}

/** The picture as a sentence. */
function wordsOf({ refreshed, failed, underWay, unauthorized, otherRefused }: Counts): string {
  const refreshes = refreshed + failed + underWay;
  return [
    `${refreshes} ${refreshes === 1 ? 'refresh' : 'refreshes'}`,
    ...(failed === 0 ? [] : [`${failed} of them failed (hollow)`]),
    ...(underWay === 0 ? [] : [`${underWay} under way`]),
    `${unauthorized} × 401`,
    `${otherRefused} × other 4xx`,
  ].join(' · ');
}
