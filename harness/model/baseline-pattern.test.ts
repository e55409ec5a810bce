import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, patternOf, patternSchema } from './baseline-pattern.ts';

describe('patternOf', () => {
  test.each([
    [
      '4 refreshes showed a refresh token that was already spent, the first one refresh token f1/1 by main.',
      '1 refresh showed a refresh token that was already spent, the first one refresh token f2/13 by main.',
    ],
    [
      'The first success came 1.5 s after healing; 10 s are allowed.',
      'The first success came 900 ms after healing; 2 s are allowed.',
    ],
    ['1 failure not visible as such: execution e3 says "[x] (y) a|b".', undefined],
  ])('fits the message, and the same with other numbers: %s', (message, same = message) => {
    const pattern = compilePattern(patternOf(message));
    expect(pattern.test(message)).toBe(true);
    expect(pattern.test(same)).toBe(true);
    expect(pattern.test(`${message} And more.`)).toBe(false);
    expect(pattern.test(message.replace('e', 'x'))).toBe(false);
  });

  test('fits every message that it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (message) => {
        expect(compilePattern(patternOf(message)).test(message)).toBe(true);
      }),
    );
  });

  test('is a pattern that a baseline takes', () => {
    expect(patternSchema.safeParse(patternOf('6 refreshes of main succeeded.')).success).toBe(true);
  });
});
