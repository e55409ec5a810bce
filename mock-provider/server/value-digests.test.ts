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

test.each([
  ['a token type in any case', 'token_type', ['Bearer', 'bearer', 'BEARER']],
  ['a scope in any order and form', 'scope', ['a b', 'b a', 'a,b', ['b', 'a'], ' a  b a ']],
])('%s means the same', (_, name, values) => {
  const [first, ...others] = values.map((value) => digests.ofMember(name, value));
  expect(new Set(others)).toEqual(new Set([first]));
});

test('but other values of these fields do not, nor those of other fields', () => {
  const differ = (name: string, ...values: readonly unknown[]) =>
    expect(new Set(values.map((value) => digests.ofMember(name, value))).size).toBe(values.length);
  differ('token_type', 'Bearer', 'mac', '', 1, null);
  differ('scope', 'a b', 'a', 'A b', '', { a: 'b' }, null);
  differ('team', 'a b', 'b a', 'A b');
});

test('without the key nobody can compute one', () => {
  expect(new ValueDigests().of('a')).not.toBe(digests.of('a'));
});
