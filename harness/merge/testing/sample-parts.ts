import { summarise } from '../../check/totals.ts';
import type { Results } from '../../model/results.ts';
import { samplePlanned, sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import type { Part } from '../part.ts';

export interface SamplePart {
  readonly shownAs: string;
  readonly names: readonly string[];
  /** `[index, count, names of the whole]`; without it a run of everything. */
  readonly shard?: readonly [number, number, readonly string[]];
  readonly target?: string;
  readonly repeat?: number;
  readonly change?: Partial<Results>;
  readonly run?: Partial<Results['run']>;
}

/** A part whose scenarios all passed. */
export function samplePart({
  shownAs,
  names,
  shard,
  target = '2.41.1',
  repeat = 1,
  change,
  run,
}: SamplePart): Part {
  const attempts = Array.from({ length: repeat }, (_, index) => index + 1);
  const runsOf = (all: readonly string[]) =>
    attempts.flatMap((attempt) => all.map((name) => samplePlanned({ name, target, attempt })));
  const planned = runsOf(names);
  const counted = {
    run: {
      id: `run-${shownAs}`,
      seed: 7,
      startedAt: '2026-01-15T09:00:00.000Z',
      finishedAt: '2026-01-15T09:01:00.000Z',
      harness: '0.1.0',
      ...run,
    },
    planned,
    scenarios: planned.map(({ name, attempt }) =>
      sampleResult({ name, target, attempt, history: `${name}.${attempt}` }),
    ),
  };
  const results: Results = {
    schemaVersion: 2,
    ...counted,
    targets: [sampleTarget({ id: target, n8n: target })],
    ...(shard === undefined
      ? {}
      : { shard: { index: shard[0], count: shard[1], whole: runsOf(shard[2]) } }),
    ...summarise(counted),
    ...change,
  };
  return {
    shownAs,
    results,
    async *histories() {
      for (const { name, attempt } of results.scenarios)
        yield {
          target,
          name,
          attempt,
          source: { bytes: Buffer.from(`${shownAs} ${name} ${attempt}\n`) },
        };
    },
  };
}
