import { build, type Histogram } from 'hdr-histogram-js';
import { percentileOf } from '../model/threshold.ts';
import type { CallBucket } from './generator.ts';

/** What the latencies of one bucket are told by. */
const OF_BUCKET = ['med', 'p(95)', 'p(99)', 'max'];
/** What those of all calls are told by, always. */
export const ALWAYS_TOLD: readonly string[] = [
  'avg',
  'min',
  'med',
  'max',
  'p(90)',
  'p(95)',
  'p(99)',
];

/** Latencies are counted in tenths of a millisecond. */
const TENTHS = 10;

const newHistogram = (): Histogram =>
  build({ highestTrackableValue: 36_000_000, numberOfSignificantValueDigits: 3 });

function read(histogram: Histogram, aggregate: string): number {
  const percentile = percentileOf(aggregate);
  if (percentile !== undefined) return histogram.getValueAtPercentile(percentile) / TENTHS;
  const whole = { avg: histogram.mean, min: histogram.minNonZeroValue, max: histogram.maxValue };
  return Math.round(whole[aggregate as keyof typeof whole]) / TENTHS;
}

const toldBy = (
  histogram: Histogram,
  aggregates: readonly string[],
): Readonly<Record<string, number>> =>
  Object.fromEntries(aggregates.map((aggregate) => [aggregate, read(histogram, aggregate)]));

type Counts = Record<'made' | 'ok' | 'failed', number>;

/**
 * Counts calls in buckets, and their latencies in HDR histograms. Times are milliseconds since the
 * first bucket began.
 */
export class CallBuckets {
  readonly #bucketMs: number;
  readonly #emit: (bucket: CallBucket) => void;
  readonly #all = newHistogram();
  readonly #open = new Map<number, Counts & { readonly histogram: Histogram }>();
  readonly #statuses: Record<string, number> = {};

  constructor(bucketMs: number, emit: (bucket: CallBucket) => void) {
    this.#bucketMs = bucketMs;
    this.#emit = emit;
  }

  made(at: number): void {
    this.#at(at).made += 1;
  }

  /** A call has ended; without a status when no answer came. */
  ended(at: number, latencyMs: number, status: number | undefined): void {
    const bucket = this.#at(at);
    const good = status !== undefined && status >= 200 && status < 300;
    bucket[good ? 'ok' : 'failed'] += 1;
    const name = status === undefined ? 'none' : String(status);
    this.#statuses[name] = (this.#statuses[name] ?? 0) + 1;
    const tenths = Math.max(1, Math.round(latencyMs * TENTHS));
    bucket.histogram.recordValue(tenths);
    this.#all.recordValue(tenths);
  }

  /** Gives out every bucket that was over at this time. */
  flush(at: number): void {
    for (const index of [...this.#open.keys()].sort((one, other) => one - other)) {
      if ((index + 1) * this.#bucketMs > at) return;
      const { histogram, ...counts } = this.#at(index * this.#bucketMs);
      this.#open.delete(index);
      const told = histogram.totalCount > 0 ? toldBy(histogram, OF_BUCKET) : undefined;
      this.#emit({ index, ...counts, ...(told === undefined ? {} : { latencyMs: told }) });
    }
  }

  /** What is told of all calls. */
  totals(aggregates: readonly string[]): {
    readonly latencyMs?: Readonly<Record<string, number>>;
    readonly statuses: Readonly<Record<string, number>>;
  } {
    const statuses = this.#statuses;
    if (this.#all.totalCount === 0) return { statuses };
    return {
      statuses,
      latencyMs: toldBy(this.#all, [...new Set([...ALWAYS_TOLD, ...aggregates])]),
    };
  }

  #at(at: number): Counts & { readonly histogram: Histogram } {
    const index = Math.max(0, Math.floor(at / this.#bucketMs));
    const known = this.#open.get(index);
    if (known !== undefined) return known;
    const bucket = { made: 0, ok: 0, failed: 0, histogram: newHistogram() };
    this.#open.set(index, bucket);
    return bucket;
  }
}
