import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import type { LoadBucket, LoadResult } from '../../model/load.ts';
import { expiriesOf, type LoadSpan } from './expiries.ts';
import { measured } from './thresholds.ts';

const PER = 1_000;
const NOTHING = { accepted: 0, refused: 0, token: 0 };

function spanOf(history: History): LoadSpan | undefined {
  const [begin] = history.of('load-begin');
  if (begin === undefined) return undefined;
  const last = history.of('load-end')[0] ?? history.events.at(-1) ?? begin;
  return { begin, until: { n: last.n, at: last.at } };
}

/** The buckets in their order, without holes. */
function bucketsOf(history: History, { bucketMs }: EventOf<'load-begin'>): readonly LoadBucket[] {
  const calls = new Map(history.of('load-calls').map((event) => [event.index, event]));
  const traffic = new Map(history.of('load-traffic').map((event) => [event.index, event]));
  const length = Math.max(-1, ...calls.keys(), ...traffic.keys()) + 1;
  return Array.from({ length }, (_, index) => {
    const seen = calls.get(index);
    const at = traffic.get(index);
    return {
      atMs: index * bucketMs,
      made: seen?.made ?? 0,
      ok: seen?.ok ?? 0,
      failed: seen?.failed ?? 0,
      ...(seen?.latencyMs === undefined ? {} : { latencyMs: seen.latencyMs }),
      accepted: at?.accepted ?? 0,
      refused: at?.refused ?? 0,
      tokenRequests: at?.tokenRequests ?? 0,
      refreshed: at?.refreshed ?? 0,
    };
  });
}

/** The steps of the plan that were carried out under load, with their words. */
const happened = (history: History, { begin, until }: LoadSpan): LoadResult['happened'] =>
  history
    .of('step')
    .filter(({ state, n }) => state === 'begin' && n > begin.n && n < until.n)
    .map(({ at, index }) => ({
      atMs: Math.round(at - begin.at),
      words: history.head?.words?.[index] ?? 'a step',
    }));

function callsOf(
  { rate, durationMs }: EventOf<'load-begin'>,
  buckets: readonly LoadBucket[],
): LoadResult['calls'] {
  const sum = (pick: (bucket: LoadBucket) => number): number =>
    buckets.reduce((all, bucket) => all + pick(bucket), 0);
  const planned = Math.round((rate * durationMs) / 1_000);
  const made = sum((bucket) => bucket.made);
  return {
    planned,
    made,
    ok: sum((bucket) => bucket.ok),
    failed: sum((bucket) => bucket.failed),
    dropped: Math.max(0, planned - made),
  };
}

/** What came of the load of a run, from its history alone; undefined where there was none. */
export function loadOf(history: History): LoadResult | undefined {
  const span = spanOf(history);
  if (span === undefined) return undefined;
  const { begin } = span;
  const [end] = history.of('load-end');
  const buckets = bucketsOf(history, begin);
  const calls = callsOf(begin, buckets);
  const tokenRequests = buckets.reduce((sum, bucket) => sum + bucket.tokenRequests, 0);
  const result: LoadResult = {
    generator: {
      name: begin.generator,
      ...(begin.version === undefined ? {} : { version: begin.version }),
    },
    rate: begin.rate,
    durationMs: begin.durationMs,
    bucketMs: begin.bucketMs,
    ended: end?.ended ?? 'cut-off',
    calls,
    ...(end?.latencyMs === undefined ? {} : { latencyMs: { ...end.latencyMs } }),
    tokenRequests,
    ...(calls.made === 0
      ? {}
      : { tokenRequestsPer1000Calls: Math.round((tokenRequests * PER * 10) / calls.made) / 10 }),
    expiries: [...expiriesOf(history, span, buckets)],
    happened: happened(history, span),
    thresholds: [],
    buckets: [...buckets],
    sampling: { ...begin.sampling, leftOut: { ...(end?.leftOut ?? NOTHING) } },
    cpu: {
      ...(end?.ownCpuMs === undefined ? {} : { ownMs: end.ownCpuMs }),
      ...(end?.generatorCpuMs === undefined ? {} : { generatorMs: end.generatorCpuMs }),
    },
  };
  return { ...result, thresholds: [...measured(begin.thresholds, result)] };
}
