import type { LoadResult } from '../../harness/model/load.ts';

/** A number of a load with its name, for tables. */
export type LoadRow = readonly [name: string, value: string];

const ms = (value: number | undefined): string => {
  if (value === undefined) return '–';
  return value < 1_000 ? `${Math.round(value)} ms` : `${Math.round(value / 100) / 10} s`;
};

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : ` (${Math.round((1_000 * part) / whole) / 10} %)`;

const range = (values: readonly number[]): string => {
  if (values.length === 0) return '–';
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
};

/** How many calls were answered well in a second, over the whole load. */
export const throughputOf = ({ calls, durationMs }: LoadResult): number =>
  Math.round((calls.ok * 10_000) / durationMs) / 10;

/**
 * The longest time from an expiry to full throughput: in milliseconds, null when it never came
 * back, undefined when there is none that tells.
 */
export function longestToFull({ expiries }: LoadResult): number | null | undefined {
  const told = expiries.flatMap(({ fullAfterMs }) =>
    fullAfterMs === undefined ? [] : [fullAfterMs],
  );
  if (told.length === 0) return undefined;
  return told.includes(null) ? null : Math.max(...told.map(Number));
}

/** A time to full throughput in words. */
export const fullText = (time: number | null | undefined): string =>
  time === null ? 'never again' : ms(time);

/** The numbers of a load, in the order in which they are shown. */
export function loadRows(load: LoadResult): readonly LoadRow[] {
  const { calls, latencyMs = {}, expiries, tokenRequestsPer1000Calls: per1000 } = load;
  const { leftOut } = load.sampling;
  const left = leftOut.accepted + leftOut.refused + leftOut.token;
  return [
    [
      'made by',
      `${load.generator.name}${load.generator.version === undefined ? '' : ` ${load.generator.version}`}`,
    ],
    ['calls made', `${calls.made} of ${calls.planned}, ${load.rate}/s for ${ms(load.durationMs)}`],
    ['answered well', `${calls.ok}, ${throughputOf(load)}/s`],
    ['failed', `${calls.failed}${share(calls.failed, calls.ok + calls.failed)}`],
    [
      'latency p50, p95, p99',
      [latencyMs['med'], latencyMs['p(95)'], latencyMs['p(99)']].map(ms).join(', '),
    ],
    ['expiries met', String(expiries.length)],
    ['refreshes per expiry', range(expiries.map(({ refreshes }) => refreshes))],
    ['failed calls per expiry', range(expiries.map(({ failedCalls }) => failedCalls))],
    ['expiry to full throughput, at most', fullText(longestToFull(load))],
    [
      'token requests',
      `${load.tokenRequests}${per1000 === undefined ? '' : `, ${per1000} per 1,000 calls`}`,
    ],
    [
      'exchanges in the history',
      left === 0 ? 'all' : `samples; ${left} more are counted and not kept`,
    ],
  ];
}

/** A threshold in words: what it asks for, and what was observed. */
export const thresholdText = ({
  metric,
  expression,
  observed,
  verdict,
}: LoadResult['thresholds'][number]): string => {
  const was = observed === undefined ? 'no end' : String(observed);
  return `${metric}: ${expression} (${verdict === 'unknown' ? 'never measured' : was})`;
};
