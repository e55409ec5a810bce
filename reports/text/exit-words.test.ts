import { expect, it } from 'vitest';
import type { Results } from '../../harness/model/results.ts';
import { sampleRun, unfinishedRun } from '../testing/sample-run.ts';
import { exitWords } from './exit-words.ts';

const { results } = sampleRun();
const withTotals = (
  exitCode: Results['exitCode'],
  totals: Partial<Results['totals']>,
  run: Partial<Results['run']> = {},
): Results => ({
  ...results,
  exitCode,
  totals: {
    ...results.totals,
    fail: 0,
    knownFail: 0,
    fixedUnexpectedly: 0,
    inconclusive: 0,
    ...totals,
  },
  run: { ...results.run, ...run },
});

it('counts what made a run fail, and leaves out what was allowed', () => {
  const both = { fail: 4, fixedUnexpectedly: 1 };
  expect(exitWords(withTotals(1, both))).toBe('4 unexpected failures, 1 listed failure is gone');
  const rules = { strict: false, allowFixed: true };
  expect(exitWords(withTotals(1, both, { rules }))).toBe('4 unexpected failures');
});

it('says of a run without a failure whether anything is known to fail', () => {
  expect(exitWords(withTotals(0, {}))).toBe('nothing failed');
  expect(exitWords(withTotals(0, { knownFail: 2 }))).toBe(
    'nothing failed but what is known to fail',
  );
});

it('counts what is undecided, and has the words of the code where nothing can be counted', () => {
  expect(exitWords(withTotals(2, { inconclusive: 1, notRun: 3 }))).toBe(
    '1 inconclusive, 3 not run',
  );
  expect(exitWords(withTotals(2, {}))).toBe('inconclusive, or not all that was planned ran');
  expect(exitWords(unfinishedRun('interruption'))).toBe('interrupted');
});
