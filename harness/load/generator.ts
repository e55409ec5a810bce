import type { EventOf } from '../model/event.ts';

type OfCalls = EventOf<'load-calls'>;
type OfEnd = EventOf<'load-end'>;

/** What a generator is to make. */
export interface Calls {
  /** Addresses of webhooks, which are called in turn. */
  readonly targets: readonly string[];
  /** Calls per second. */
  readonly rate: number;
  readonly durationMs: number;
  readonly bucketMs: number;
  /** After that a call counts as failed, and is given up. */
  readonly patienceMs: number;
  /** What is to be told of all latencies beside the usual: `p(99.9)`. */
  readonly aggregates: readonly string[];
  /** In k6's syntax, those on metrics of k6 itself. */
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
}

/** What was seen of one bucket. Each comes once, in order; empty ones may be missing. */
export type CallBucket = Pick<OfCalls, 'index' | 'made' | 'ok' | 'failed' | 'latencyMs'>;

/** How it ended. It does not reject. */
export interface GeneratorEnd extends Pick<
  OfEnd,
  'ended' | 'because' | 'latencyMs' | 'statuses' | 'generatorCpuMs'
> {}

/** Calls that can begin: what makes them has been started. */
export interface Generating extends AsyncDisposable {
  /** Begins; the first bucket begins now. */
  begin(onBucket: (bucket: CallBucket) => void): void;
  readonly ended: Promise<GeneratorEnd>;
}

/** A program that makes load. */
export interface Generator {
  readonly name: string;
  readonly version?: string;
  /** @throws HarnessError when it cannot be started */
  start(calls: Calls, signal: AbortSignal): Promise<Generating>;
}
