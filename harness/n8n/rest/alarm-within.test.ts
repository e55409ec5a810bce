import { expect, test } from 'vitest';
import { alarmWithinMs } from './alarm-within.ts';

test.each([
  [100, 4_000],
  [4_500, 18_000],
  [60_000, 30_000],
])('after an execution of %d ms the error workflow has %d ms', (tookMs, withinMs) => {
  expect(alarmWithinMs(tookMs)).toBe(withinMs);
});
