import { expect, test } from 'vitest';
import { pairsInWords } from '../harness/plan/cover-pairs.ts';
import { DIMENSIONS } from './combination-parts.ts';
import family, { about, coverage } from './combination.family.ts';

test('every pair that can be is covered, by no more scenarios than a coffee takes', () => {
  expect(coverage.covered).toBe(coverage.possible);
  expect(family).toHaveLength(coverage.combinations);
  expect(family.length).toBeLessThanOrEqual(80);
  expect(about).toContain(pairsInWords(coverage));
});

test('no pair is left out without a reason', () => {
  const sizes = Object.values(DIMENSIONS).map((values) => values.length);
  const all = sizes.flatMap((one, index) => sizes.slice(index + 1).map((other) => one * other));
  const excluded = coverage.excluded.map(({ pairs }) => pairs);
  expect(coverage.possible + sum(excluded)).toBe(sum(all));
});

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

const expected = (part: string): readonly string[] => [
  ...new Set(
    family
      .filter(({ name }) => name.startsWith(`combination/${part}-`))
      .map(({ expect: { recovery, remedy } }) => remedy ?? recovery),
  ),
];

test('what must come of a fault follows from what it does to the grant', () => {
  expect(expected('slow')).toEqual(['unaffected']);
  expect(expected('throttled')).toEqual(['automatic']);
  expect(expected('revoked')).toEqual(['reconnect']);
  expect(expected('secret')).toEqual(['edit-secret']);
  expect(expected('rejected-idle')).toEqual(['unaffected']);
});

test('a lost reply costs the account only where the refresh token was spent with it', () => {
  const ends = family
    .filter(({ name }) => name.startsWith('combination/lost-'))
    .map(({ realm, expect: { recovery } }) => [
      realm?.refreshToken?.rotation === 'single-use' && realm.refreshToken.grace === undefined,
      recovery,
    ]);
  expect(ends).toContainEqual([true, 'after-remedy']);
  expect(ends).not.toContainEqual([true, 'automatic']);
  expect(ends).toContainEqual([false, 'automatic']);
});
