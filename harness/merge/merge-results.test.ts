import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from '../check/totals.ts';
import type { Advice } from '../model/advice.ts';
import type { Results } from '../model/results.ts';
import { mergeResults } from './merge-results.ts';
import type { Part } from './part.ts';
import { samplePart } from './testing/sample-parts.ts';

function merged(...parts: readonly Part[]): Results {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('no parts');
  const found = mergeResults([first, ...others], 'whole', ({ name, attempt }) =>
    [name, attempt].join('#'),
  ).merged;
  return { ...found, ...summarise(found) };
}
const told = ({ scenarios }: Results) =>
  scenarios.map(({ target, name, attempt, verdict }) => [target, name, attempt, verdict]);

/** A whole, and a way to cut it. */
const cut = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,4}\/[a-z]{1,4}$/), { minLength: 1, maxLength: 20 })
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      count: fc.integer({ min: 2, max: 6 }),
      owners: fc.array(fc.nat(), { minLength: names.length, maxLength: names.length }),
      repeat: fc.integer({ min: 1, max: 3 }),
    }),
  );
const shardsOf = (
  { names, count, owners, repeat }: typeof cut extends fc.Arbitrary<infer T> ? T : never,
  target = '2.41.1',
): readonly Part[] =>
  Array.from({ length: count }, (_, index) =>
    samplePart({
      shownAs: `${target}-${index + 1}`,
      names: names.filter((_name, at) => (owners[at] ?? 0) % count === index),
      shard: [index + 1, count, names],
      target,
      repeat,
    }),
  );

describe('shards of one run', () => {
  it('are the whole run, scenario by scenario, in whatever order they come', () => {
    fc.assert(
      fc.property(cut, fc.nat(), (how, turn) => {
        const shards = shardsOf(how);
        const turned = [...shards.slice(turn % how.count), ...shards.slice(0, turn % how.count)];
        const whole = samplePart({ shownAs: 'w', names: how.names, repeat: how.repeat }).results;
        const found = merged(...turned);
        expect(told(found)).toEqual(told(whole));
        expect(found.planned).toEqual(whole.planned);
        expect(found.totals).toEqual(whole.totals);
        expect(found.exitCode).toBe(0);
        expect(found.run.stopped).toBeUndefined();
      }),
    );
  });

  it('are inconclusive without one of them, which is named, as is what it was to run', () => {
    fc.assert(
      fc.property(cut, fc.nat(), (how, lost) => {
        const shards = shardsOf(how);
        const gone = lost % how.count;
        const found = merged(...shards.filter((_, index) => index !== gone));
        const empty = shards[gone]?.results.planned?.length === 0;
        expect(found.exitCode).toBe(empty ? 0 : 2);
        expect(found.run.stopped?.message ?? '').toBe(
          empty ? '' : `Shard ${gone + 1}/${how.count} of 2.41.1 is missing.`,
        );
        expect(found.totals.notRun).toBe(shards[gone]?.results.planned?.length);
      }),
    );
  });

  it('of several targets are those of each', () => {
    const how = { names: ['a/1', 'a/2', 'b/1'], count: 2, owners: [0, 1, 1], repeat: 1 };
    const [old1, old2] = shardsOf(how, '1.123.81');
    const [new1, new2] = shardsOf(how);
    if (!old1 || !old2 || !new1 || !new2) throw new RangeError('two of each');
    expect(merged(new2, old1, old2, new1)).toMatchObject({
      exitCode: 0,
      targets: [{ id: '2.41.1' }, { id: '1.123.81' }],
      totals: { scenarios: 6 },
    });
    expect(merged(old1, new1).run.stopped?.message).toBe(
      'Shard 2/2 of 1.123.81 is missing. Shard 2/2 of 2.41.1 is missing.',
    );
  });
});

describe('a whole that is none', () => {
  it('is inconclusive where each part ran everything; no result is dropped', () => {
    const parts = ['a', 'b', 'c'].map((shownAs) => samplePart({ shownAs, names: ['x/1', 'x/2'] }));
    const found = merged(...parts);
    expect(found.run.stopped).toEqual({
      by: 'merge',
      message: 'Each of these ran everything on 2.41.1, so that they are no shards: a, b, c.',
      exitCode: 2,
    });
    expect(found.exitCode).toBe(2);
    expect(told(found).map(([, name, attempt]) => `${name} ${attempt}`)).toEqual([
      'x/1 1',
      'x/2 1',
      'x/1 2',
      'x/2 2',
      'x/1 3',
      'x/2 3',
    ]);
    expect(new Set(found.scenarios.map(({ history }) => history)).size).toBe(6);
  });

  it('is inconclusive where a shard lies beside a run of everything', () => {
    const whole = ['x/1', 'x/2'];
    const found = merged(
      samplePart({ shownAs: 'a', names: ['x/1'], shard: [1, 2, whole] }),
      samplePart({ shownAs: 'b', names: whole }),
    );
    expect(found.run.stopped?.message).toBe(
      'These ran the same on 2.41.1, so that they are no shards of one whole: a (shard 1/2), b.',
    );
  });

  it('says which part was cut short, and has the weightiest exit code', () => {
    const whole = ['x/1', 'x/2', 'x/3'];
    const stopped = {
      by: 'target' as const,
      message: 'Could not start n8n.',
      exitCode: 75 as const,
    };
    const found = merged(
      samplePart({ shownAs: 'a', names: ['x/1'], shard: [1, 3, whole], run: { stopped } }),
      samplePart({ shownAs: 'b', names: ['x/2'], shard: [2, 3, whole] }),
    );
    expect(found.run.stopped).toEqual({
      by: 'merge',
      message: 'a: Could not start n8n. Shard 3/3 of 2.41.1 is missing.',
      exitCode: 75,
    });
    expect(found.exitCode).toBe(75);
  });

  it('fails where a part has an unexpected failure, whatever else is wrong', () => {
    const whole = ['x/1', 'x/2'];
    const part = samplePart({ shownAs: 'a', names: ['x/1'], shard: [1, 2, whole] });
    const scenarios = part.results.scenarios.map((one) => ({ ...one, verdict: 'fail' as const }));
    expect(merged({ ...part, results: { ...part.results, scenarios } }).exitCode).toBe(1);
  });
});

it('adds up times, and spans from the first to the last', () => {
  const timing = {
    installMs: 1,
    bootMs: 2,
    busyMs: 3,
    waitingMs: 4,
    harnessMs: 5,
    wallMs: 15,
  };
  const whole = ['x/1', 'x/2'];
  const found = merged(
    samplePart({ shownAs: 'a', names: ['x/1'], shard: [1, 2, whole], change: { timing } }),
    samplePart({
      shownAs: 'b',
      names: ['x/2'],
      shard: [2, 2, whole],
      change: { timing },
      run: { startedAt: '2026-01-15T08:59:00.000Z' },
    }),
  );
  expect(found.timing).toMatchObject({ wallMs: 30, busyMs: 6 });
  expect(found.run).toMatchObject({
    id: 'whole',
    startedAt: '2026-01-15T08:59:00.000Z',
    finishedAt: '2026-01-15T09:01:00.000Z',
    merged: ['run-a', 'run-b'],
  });
});

it('what guides say that any part tries is told once', () => {
  const claim = (text: string): Advice => ({
    about: 'A',
    kind: 'fix',
    claim: text,
    trials: [],
    untried: '-',
  });
  const part = (index: number, ...claims: readonly string[]): Part => {
    const made = samplePart({ shownAs: `${index}`, names: [`a/${index}`], shard: [index, 2, []] });
    return { ...made, results: { ...made.results, advice: claims.map(claim) } };
  };
  const told = merged(part(1, 'Do a.', 'Do b.'), part(2, 'Do b.', 'Do c.')).advice;
  expect(told?.map((one) => one.claim)).toEqual(['Do a.', 'Do b.', 'Do c.']);
});
