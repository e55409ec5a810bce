import { expect, it } from 'vitest';
import { playwrightNumbers } from './playwright-numbers.ts';

const spec = (title: string, status: string, ...messages: readonly string[]) => ({
  title,
  tests: [{ status, results: [{}, ...messages.map((message) => ({ error: { message } }))] }],
});
const FILE = {
  title: 'a.browser.test.ts',
  specs: [spec('opens', 'expected'), spec('on a phone', 'skipped')],
  suites: [
    {
      title: 'the page',
      specs: [spec('prints', 'skipped')],
      // A group without a name.
      suites: [{ title: '', specs: [spec('is dark', 'expected'), spec('is light', 'expected')] }],
    },
  ],
};
const SKIPPED = ['a.browser.test.ts › on a phone', 'a.browser.test.ts › the page › prints'];
const report = (...specs: readonly ReturnType<typeof spec>[]): string =>
  JSON.stringify({ suites: [FILE, { title: 'b.browser.test.ts', specs }], errors: [] });

it('counts the tests of all groups, and names those left out', () => {
  expect(playwrightNumbers(report(), 0)).toEqual({
    passed: 3,
    failed: 0,
    failures: [],
    skipped: SKIPPED,
  });
  expect(
    playwrightNumbers(report(spec('breaks', 'unexpected', 'Error: no page\nat a.ts', 'other')), 1),
  ).toEqual({
    passed: 3,
    failed: 1,
    failures: ['b.browser.test.ts › breaks: Error: no page'],
    skipped: SKIPPED,
  });
});

it('counts a test once for each project that runs it', () => {
  const twice = {
    title: 'twice',
    tests: [spec('', 'expected'), spec('', 'unexpected')].flatMap(({ tests }) => tests),
  };
  expect(playwrightNumbers(report(twice), 1)).toMatchObject({ passed: 4, failed: 1 });
});

it('takes a test that passed when it was tried again for a failed one', () => {
  expect(playwrightNumbers(report(spec('wavers', 'flaky')), 0)).toMatchObject({
    passed: 3,
    failed: 1,
  });
});

it('never takes a broken run for a good one', () => {
  const unloaded = JSON.stringify({ suites: [FILE], errors: [{ message: 'SyntaxError' }] });
  expect(playwrightNumbers(unloaded, 1)).toMatchObject({
    passed: 3,
    failed: 1,
    failures: ['a file that could not be loaded: SyntaxError'],
  });
  expect(playwrightNumbers(report(), 1).failed).toBe(1);
  expect(playwrightNumbers('{"suites":[],"errors":[]}', 0).failed).toBe(1);
  expect(playwrightNumbers(undefined, 1)).toEqual({
    passed: 0,
    failed: 1,
    failures: [],
    skipped: [],
  });
  expect(playwrightNumbers('{"suit', 137).failed).toBe(1);
});
