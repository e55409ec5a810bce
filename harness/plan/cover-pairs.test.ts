import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BY_SEVERAL, coverPairs, pairsInWords, type Impossible } from './cover-pairs.ts';

const dimensions = {
  fault: ['down', 'slow', 'revoked'],
  grant: ['user', 'client'],
  rotation: ['none', 'each'],
} as const;

const NO_REFRESH_TOKEN = 'client credentials bring no refresh token';
const NEEDS_ONE = 'only a refresh token can be revoked';

const impossible: readonly Impossible<typeof dimensions>[] = [
  { together: { grant: ['client'], rotation: ['each'] }, because: NO_REFRESH_TOKEN },
  { together: { fault: ['revoked'], rotation: ['none'] }, because: NEEDS_ONE },
];

test('every pair that can be is there, and each of the others has its reason', async () => {
  const { combinations, coverage } = await coverPairs({ seed: 1, dimensions, impossible });
  expect(coverage).toEqual({
    combinations: combinations.length,
    // Of 3 × 2 + 3 × 2 + 2 × 2.
    possible: 13,
    covered: 13,
    excluded: [
      { because: NO_REFRESH_TOKEN, pairs: 1 },
      { because: NEEDS_ONE, pairs: 1 },
      // What is revoked is a refresh token, so it is no client credential.
      { because: BY_SEVERAL, pairs: 1 },
    ],
  });
  expect(combinations).not.toContainEqual(
    expect.objectContaining({ fault: 'revoked', grant: 'client' }),
  );
  expect(pairsInWords(coverage)).toBe(
    `${combinations.length} combinations cover 13 of 13 possible pairs (100 %)`,
  );
});

test('a share is never rounded up to all', () => {
  const coverage = { combinations: 9, possible: 1000, covered: 999, excluded: [] };
  expect(pairsInWords(coverage)).toBe('9 combinations cover 999 of 1000 possible pairs (99 %)');
});

test('the same seed makes the same combinations, another one others', async () => {
  const made = async (seed: number) =>
    (await coverPairs({ seed, dimensions, impossible })).combinations;
  expect(await made(7)).toEqual(await made(7));
  expect(await made(8)).not.toEqual(await made(7));
});

test('a model that leaves nothing is refused', async () => {
  await expect(
    coverPairs({
      seed: 1,
      dimensions,
      impossible: [
        { together: { grant: ['user', 'client'], rotation: ['none', 'each'] }, because: 'no' },
      ],
    }),
  ).rejects.toMatchObject({
    code: 'pairs-uncoverable',
    message: expect.stringMatching(/^Could not combine fault, grant, rotation: /),
  });
});

const NAMES = ['a', 'b', 'c', 'd'] as const;
const VALUES = ['p', 'q', 'r'] as const;
type Any = Record<(typeof NAMES)[number], typeof VALUES>;

const rule = fc
  .tuple(
    fc.subarray([...NAMES], { minLength: 2, maxLength: 2 }),
    fc.subarray([...VALUES], { minLength: 1, maxLength: 2 }),
    fc.subarray([...VALUES], { minLength: 1, maxLength: 2 }),
  )
  .map(([[one = 'a', other = 'b'], first, second]): Impossible<Any> => ({
    because: `${one} ${first.join()} ${other} ${second.join()}`,
    together: { [one]: first, [other]: second },
  }));

test('whatever is impossible, no combination has it and no possible pair is missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { maxLength: 5 }), fc.nat(1_000), async (rules, seed) => {
      const model = { a: VALUES, b: VALUES, c: VALUES, d: VALUES };
      const { combinations, coverage } = await coverPairs({
        seed,
        dimensions: model,
        impossible: rules,
      });
      expect(coverage.covered).toBe(coverage.possible);
      const excluded = coverage.excluded.reduce((sum, { pairs }) => sum + pairs, 0);
      expect(coverage.possible + excluded).toBe(6 * 3 * 3);
      for (const row of combinations)
        for (const { together } of rules)
          expect(
            Object.entries(together).every(([name, values]) =>
              (values as readonly string[]).includes(row[name as keyof Any]),
            ),
          ).toBe(false);
    }),
    { numRuns: 60, seed: 1 },
  );
});
