import type { LoadResult } from '../../model/load.ts';
import {
  percentileOf,
  readThresholds,
  type LoadMetric,
  type Threshold,
  type Thresholds,
} from '../../model/threshold.ts';

/** The values of a metric; those that never ended are infinite. */
type Values = readonly number[];

const mean = (values: Values): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The percentile of a few values: the smallest that so many per cent do not exceed. */
function percentile(values: Values, share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** A trend whose single values are known. Undefined when there is none. */
function ofTrend(values: Values, aggregate: string): number | undefined {
  if (values.length === 0) return undefined;
  if (aggregate === 'avg') return mean(values);
  if (aggregate === 'min') return Math.min(...values);
  if (aggregate === 'max') return Math.max(...values);
  return percentile(values, percentileOf(aggregate) ?? 50);
}

/** Expiries about which everything is known. */
const decided = ({ expiries }: LoadResult) =>
  expiries.filter(({ fullAfterMs }) => fullAfterMs !== undefined);

/** How each metric is read off a load. Undefined when it was never measured. */
const OBSERVED: Readonly<
  Record<LoadMetric, (load: LoadResult, aggregate: string) => number | undefined>
> = {
  http_req_failed: ({ calls: { ok, failed } }) =>
    ok + failed === 0 ? undefined : failed / (ok + failed),
  http_req_duration: ({ latencyMs }, aggregate) => latencyMs?.[aggregate],
  http_reqs: ({ calls, durationMs }, aggregate) =>
    aggregate === 'count' ? calls.made : (calls.made * 1_000) / durationMs,
  dropped_iterations: ({ calls, durationMs }, aggregate) =>
    aggregate === 'count' ? calls.dropped : (calls.dropped * 1_000) / durationMs,
  expiries: ({ expiries, durationMs }, aggregate) =>
    aggregate === 'count' ? expiries.length : (expiries.length * 1_000) / durationMs,
  refreshes_per_expiry: (load, aggregate) =>
    ofTrend(
      decided(load).map(({ refreshes }) => refreshes),
      aggregate,
    ),
  failed_requests_per_expiry: (load, aggregate) =>
    ofTrend(
      decided(load).map(({ failedCalls }) => failedCalls),
      aggregate,
    ),
  expiry_to_full_throughput: (load, aggregate) =>
    ofTrend(
      decided(load).map(({ fullAfterMs }) => fullAfterMs ?? Number.POSITIVE_INFINITY),
      aggregate,
    ),
  token_requests_per_1000_calls: ({ tokenRequestsPer1000Calls }) => tokenRequestsPer1000Calls,
};

function measure(
  { metric, expression, aggregate, holds }: Threshold,
  load: LoadResult,
): LoadResult['thresholds'][number] {
  const observed = OBSERVED[metric](load, aggregate);
  if (observed === undefined) return { metric, expression, verdict: 'unknown' };
  const verdict = holds(observed) ? 'held' : 'broken';
  // JSON has no infinity.
  return Number.isFinite(observed)
    ? { metric, expression, observed: Math.round(observed * 10_000) / 10_000, verdict }
    : { metric, expression, verdict };
}

/** What became of each threshold. */
export const measured = (
  thresholds: Readonly<Record<string, readonly string[]>>,
  load: LoadResult,
): LoadResult['thresholds'] =>
  readThresholds(thresholds as Thresholds).map((threshold) => measure(threshold, load));
