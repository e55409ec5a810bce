import { expect, it } from 'vitest';
import { vitestNumbers } from './vitest-numbers.ts';

const TESTS = [
  { status: 'passed', fullName: 'works' },
  { status: 'skipped', fullName: 'not on this system' },
  { status: 'todo', fullName: 'later' },
];
const FAILED = {
  status: 'failed',
  fullName: 'breaks',
  failureMessages: ['\u001B[31mError\u001B[39m: no token\n    at a.ts:1', 'another'],
};
const SKIPPED = ['a.test.ts › not on this system', 'a.test.ts › later'];
const report = (part: object): string =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: 0,
    testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: TESTS }],
    ...part,
  });

it('takes the numbers of a run that passed or failed, and the names of tests left out', () => {
  expect(vitestNumbers(report({}), 0)).toEqual({
    passed: 5,
    failed: 0,
    failures: [],
    skipped: SKIPPED,
  });
  const testResults = [
    { name: 'a.test.ts', status: 'failed', assertionResults: [...TESTS, FAILED] },
    { name: 'b.test.ts', status: 'failed', message: 'Unexpected token', assertionResults: [] },
  ];
  expect(vitestNumbers(report({ numFailedTests: 1, testResults }), 1)).toEqual({
    passed: 5,
    failed: 2,
    failures: ['a.test.ts › breaks: Error: no token', 'b.test.ts: Unexpected token'],
    skipped: SKIPPED,
  });
});

it('never takes a broken run for a good one', () => {
  expect(
    vitestNumbers(report({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1).failed,
  ).toBe(1);
  expect(vitestNumbers(report({}), 1).failed).toBe(1);
  expect(vitestNumbers(undefined, 1)).toEqual({
    passed: 0,
    failed: 1,
    failures: [],
    skipped: [],
  });
  expect(vitestNumbers('{"numPass', 137).failed).toBe(1);
});
