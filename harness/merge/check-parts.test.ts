import { expect, it } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { sampleTarget } from '../store/testing/sample-results.ts';
import { checkParts } from './check-parts.ts';
import type { Part } from './part.ts';
import { samplePart, type SamplePart } from './testing/sample-parts.ts';

const whole = ['x/1', 'x/2'];
const shard = (index: number, part: Partial<SamplePart> = {}): Part =>
  samplePart({
    shownAs: `s${index}`,
    names: [`x/${index}`],
    shard: [index, 2, whole],
    ...part,
  });

function refusal(...parts: readonly Part[]): HarnessError | undefined {
  try {
    checkParts(parts);
    return undefined;
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
}

it('takes shards of one run, of one target or several', () => {
  expect(refusal(shard(1), shard(2))).toBeUndefined();
  expect(refusal(shard(2))).toBeUndefined();
  expect(
    refusal(shard(1), shard(2), shard(1, { shownAs: 'o1', target: '1.123.81' })),
  ).toBeUndefined();
  const elsewhere = [sampleTarget({ node: '22.0.0' })];
  expect(refusal(shard(1), shard(2, { change: { targets: elsewhere } }))).toBeUndefined();
});

it('leaves runs of everything to be told as inconclusive', () => {
  const all = (shownAs: string) => samplePart({ shownAs, names: whole });
  expect(refusal(all('a'), all('b'))).toBeUndefined();
});

it('refuses nothing at all', () => {
  expect(refusal()?.message).toBe('Could not merge: there is nothing to merge.');
});

const rules = { strict: true, allowFixed: false };
it.each([
  ['another seed', { run: { seed: 8 } }, 's1 and s2 are of another seed each (7; 8)'],
  [
    'another version of the harness',
    { run: { harness: '0.2.0' } },
    's1 and s2 are of another version of the harness each (0.1.0; 0.2.0)',
  ],
  ['other rules', { run: { rules } }, 'not --strict, not --allow-fixed; --strict, not --allow'],
  ['another suite', { shard: [2, 2, ['x/1', 'x/9']] }, 's1 and s2 are of different suites'],
  ['another --repeat', { repeat: 2 }, 's1 and s2 are of different suites'],
  [
    'another number of shards',
    { shard: [2, 3, whole] },
    's1 (shard 1/2) and s2 (shard 2/3) are shards of different wholes',
  ],
  ['the same shard', { shard: [1, 2, whole] }, 's1 and s2 are the same shard (1/2 on 2.41.1)'],
  [
    'another n8n of the same name',
    { change: { targets: [sampleTarget({ settings: { A: 'b' } })] } },
    'what s1 and s2 call 2.41.1 is not the same n8n',
  ],
  [
    'another baseline',
    { change: { targets: [sampleTarget({ baseline: 'mine.yaml' })] } },
    'what s1 and s2 call 2.41.1 is not the same n8n',
  ],
  [
    'another suite on another target',
    { target: '1.123.81', shard: [2, 2, ['x/2']] },
    's1 and s2 are of different suites',
  ],
] satisfies readonly (readonly [string, Partial<SamplePart>, string])[])(
  'refuses %s',
  (_, second, says) => {
    expect(refusal(shard(1), shard(2, second))).toMatchObject({
      code: 'merge-refused',
      exitCode: 64,
      message: expect.stringContaining(says),
      hint: expect.stringMatching(/\.$/),
    });
  },
);

it('refuses the same run twice', () => {
  const one = samplePart({ shownAs: 'a', names: whole });
  expect(refusal(one, { ...one, shownAs: 'copy' })?.message).toBe(
    'Could not merge: a and copy are the same run (run-a).',
  );
});
