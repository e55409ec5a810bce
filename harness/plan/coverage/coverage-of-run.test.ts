import { expect, test } from 'vitest';
import { coverageOfRun } from './coverage-of-run.ts';

const row = (
  what: string,
  scenarios: readonly string[],
  more: { readonly open?: string } = {},
) => ({
  section: 'faults',
  theme: 'wire',
  what,
  by: [],
  scenarios,
  ...more,
});

const ROWS = [
  row('reset', ['wire/reset', 'wire/half-close']),
  row('hang', ['wire/hang']),
  row('slow names', [], { open: 'No name is looked up.' }),
];

test('a row has the scenarios that the run has, and says how many there are', () => {
  const coverage = coverageOfRun(ROWS, new Set(['wire/half-close', 'mine/own']));
  expect(coverage?.scenarios).toEqual(['wire/half-close']);
  expect(coverage?.rows).toMatchObject([
    { what: 'reset', by: [0], of: 2 },
    { what: 'hang', by: [], of: 1 },
    { what: 'slow names', by: [], of: 0, open: 'No name is looked up.' },
  ]);
});

test('a run without a scenario of any row has no coverage', () => {
  expect(coverageOfRun(ROWS, new Set(['mine/own']))).toBeUndefined();
});
