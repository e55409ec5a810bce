import { expect, test } from 'vitest';
import { ValueDigests } from './value-digests.ts';

const digests = new ValueDigests();

test('equal values have equal digests, whatever the order of their members', () => {
  expect(digests.of({ a: 1, b: [true, 'x'] })).toBe(digests.of({ b: [true, 'x'], a: 1 }));
  expect(digests.of(3600)).toBe(digests.of('3600'));
});

test('other values have others', () => {
  const values = ['', 'a', ['a'], { a: 1 }, { a: { b: 1 } }, { 'a:1,b': 1 }, { a: 1, b: 1 }, null];
  expect(new Set(values.map((value) => digests.of(value))).size).toBe(values.length);
});

test('without the key nobody can compute one', () => {
  expect(new ValueDigests().of('a')).not.toBe(digests.of('a'));
});
