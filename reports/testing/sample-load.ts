import type { LoadResult } from '../../harness/model/load.ts';
import { sampleRun, type SampleRun } from './sample-run.ts';

/** A load with two expiries: the first costs nothing, the second some calls. */
export function sampleLoad(change: Partial<LoadResult> = {}): LoadResult {
  const buckets = Array.from({ length: 40 }, (_, index) => ({
    atMs: index * 500,
    made: 10,
    ok: index === 25 || index === 26 ? 4 : 10,
    failed: index === 25 || index === 26 ? 6 : 0,
    ...(index === 30 ? {} : { latencyMs: { med: 20, 'p(95)': index === 25 ? 400 : 40, max: 500 } }),
    accepted: 10,
    refused: index === 10 || index === 25 ? 3 : 0,
    tokenRequests: index === 10 ? 1 : index === 25 ? 3 : 0,
    refreshed: index === 10 || index === 25 ? 1 : 0,
  }));
  return {
    generator: { name: 'autocannon', version: '9.0.0' },
    rate: 20,
    durationMs: 20_000,
    bucketMs: 500,
    ended: 'completed',
    calls: { planned: 400, made: 400, ok: 388, failed: 12, dropped: 0 },
    latencyMs: { avg: 25, min: 2, med: 20, max: 500, 'p(90)': 38, 'p(95)': 40, 'p(99)': 400 },
    tokenRequests: 4,
    tokenRequestsPer1000Calls: 10,
    expiries: [
      { atMs: 5_010, refreshes: 1, failedCalls: 0, fullAfterMs: 0 },
      { atMs: 12_600, refreshes: 3, failedCalls: 12, fullAfterMs: 900 },
    ],
    happened: [{ atMs: 12_000, words: 'inject token/slow' }],
    thresholds: [
      { metric: 'http_req_failed', expression: 'rate<0.01', observed: 0.03, verdict: 'broken' },
      { metric: 'expiries', expression: 'count>=2', observed: 2, verdict: 'held' },
      { metric: 'expiry_to_full_throughput', expression: 'max<9000', verdict: 'broken' },
    ],
    buckets,
    sampling: { every: 1, most: 5_000, leftOut: { accepted: 0, refused: 0, token: 0 } },
    cpu: { ownMs: 400, generatorMs: 300 },
    ...change,
  };
}

const LOADED = 'control/no-fault';

/** The sample run, with one of its scenarios under load on both targets. */
export function sampleLoadRun(): SampleRun {
  const sample = sampleRun();
  const loads = [
    sampleLoad(),
    sampleLoad({ calls: { planned: 400, made: 400, ok: 400, failed: 0, dropped: 0 } }),
  ];
  return {
    ...sample,
    results: {
      ...sample.results,
      scenarios: sample.results.scenarios.map((result) => {
        const load = result.name === LOADED ? loads.shift() : undefined;
        return load === undefined ? result : { ...result, load };
      }),
    },
  };
}
