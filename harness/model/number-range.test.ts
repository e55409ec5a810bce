import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangePattern } from './number-range.ts';

test.each([
  [7, 7, '7'],
  [1, 4, '[1-4]'],
  [4, 16, '(?:[4-9]|1[0-6])'],
  [0, 99, String.raw`(?:[0-9]|[1-9]\d)`],
])('from %i to %i reads %s', (from, to, pattern) => {
  expect(rangePattern(from, to)).toBe(pattern);
});

test('fits the numbers of its range and no others', () => {
  const whole = fc.nat({ max: 12_000 });
  fc.assert(
    fc.property(whole, whole, fc.nat({ max: 15_000 }), (one, other, number) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const pattern = new RegExp(`^${rangePattern(from, to)}$`, 'u');
      for (const tried of [number, from, to, from - 1, to + 1].filter((n) => n >= 0))
        expect(pattern.test(String(tried))).toBe(tried >= from && tried <= to);
    }),
  );
});
