import { expect, it } from 'vitest';
import { executionDeadlineMs } from './execution-deadline.ts';

it.each([
  [undefined, 60_000],
  ['20s', 20_000],
  // A timer takes whole milliseconds only.
  ['1.0005s', 1_001],
] as const)('an execution of a scenario that says %s may take %s ms', (executionDeadline, ms) => {
  expect(executionDeadlineMs(executionDeadline === undefined ? {} : { executionDeadline })).toBe(
    ms,
  );
});
