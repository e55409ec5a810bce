import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('the last five hundred are remembered, and no more than a thousand', () => {
  const recent = new Recent<number>();
  for (let number = 1; number <= 10_000; number += 1) recent.note(`${number}`, number);
  const known = (from: number, to: number): number =>
    Array.from({ length: to - from + 1 }, (_, at) => recent.get(`${from + at}`)).filter(
      (value, at) => value === from + at,
    ).length;
  expect(known(9_501, 10_000)).toBe(500);
  expect(known(1, 10_000)).toBeLessThanOrEqual(1_000);
  recent.clear();
  expect(known(1, 10_000)).toBe(0);
});
