import { expect, it } from 'vitest';
import { vitestNumbers } from './vitest-numbers.ts';

const TESTS = [
  { status: 'passed', fullName: 'works' },
  { status: 'skipped', fullName: 'not on this system' },
  { status: 'todo', fullName: 'later' },
];
const SKIPPED = ['a.test.ts › not on this system', 'a.test.ts › later'];
const report = (part: object): string =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: 0,
    testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: TESTS }],
    ...part,
  });

it('takes the numbers of a run that passed or failed, and the names of tests left out', () => {
  expect(vitestNumbers(report({}), 0)).toEqual({ passed: 5, failed: 0, skipped: SKIPPED });
  expect(vitestNumbers(report({ numFailedTests: 2 }), 1)).toEqual({
    passed: 5,
    failed: 2,
    skipped: SKIPPED,
  });
});

it('never takes a broken run for a good one', () => {
  expect(
    vitestNumbers(report({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1).failed,
  ).toBe(1);
  expect(vitestNumbers(report({}), 1).failed).toBe(1);
  expect(vitestNumbers(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: [] });
  expect(vitestNumbers('{"numPass', 137).failed).toBe(1);
});
