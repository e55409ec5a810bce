import { expect, it } from 'vitest';
import { pytestNumbers } from './pytest-numbers.ts';

const report = (...cases: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" tests="${cases.length}">${cases.join('')}</testsuite></testsuites>`;
const test = (name: string, inner = ''): string =>
  `<testcase classname="test_a" name="${name}" time="0.1">${inner}</testcase>`;

it('counts passed, failed and skipped tests, and names those that were skipped', () => {
  expect(
    pytestNumbers(
      report(
        test('one'),
        '<testcase classname="test_a" name="empty" time="0.1" />',
        test('two', '<failure message="no">why</failure>'),
        test('three', '<error message="no">why</error>'),
        test('four', '<skipped type="pytest.skip" message="no">why</skipped>'),
      ),
      1,
    ),
  ).toEqual({
    passed: 2,
    failed: 2,
    failures: ['test_a › two: no', 'test_a › three: no'],
    skipped: ['test_a › four'],
  });
});

it('never takes a broken run for a good one', () => {
  expect(pytestNumbers(undefined, 2)).toEqual({
    passed: 0,
    failed: 1,
    failures: [],
    skipped: [],
  });
  expect(pytestNumbers(report(), 0).failed).toBe(1);
  expect(pytestNumbers(report(test('one')), 3)).toEqual({
    passed: 1,
    failed: 1,
    failures: [],
    skipped: [],
  });
});
