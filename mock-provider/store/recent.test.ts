import { expect, test } from 'vitest';
import { RawTokenSource } from './raw-token.ts';
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

test('a token stays known however many come after it, and is unknown under another key', () => {
  const [tokens, other] = [new RawTokenSource('test', 7), new RawTokenSource('other', 7)];
  const identity = { kind: 'refresh', family: 3, generation: 2 } as const;
  const raw = tokens.next('refresh', identity);
  for (let count = 0; count < 2_000; count += 1) tokens.next('access');
  expect(tokens.read(raw)).toEqual(identity);
  tokens.memory = other.memory;
  expect(tokens.read(raw)).toBeUndefined();
});
