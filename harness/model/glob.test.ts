import { expect, it } from 'vitest';
import { globMatcher } from './glob.ts';

const matches = (pattern: string, name: string): boolean => globMatcher(pattern)(name);

it('a pattern takes everything but its wildcards literally', () => {
  expect(matches('a.b/[c]*', 'a.b/[c]x')).toBe(true);
  expect(matches('a.b/*', 'axb/c')).toBe(false);
  expect(matches('a/?', 'a//')).toBe(false);
});

it.each([
  ['*', '', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['*/*', 'a/b', true],
  ['a/**', 'a/', true],
  ['a/**', 'a', false],
  ['***', 'a/b', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-b-b-c-d', false],
  ['a*/**/c', 'ab/x/y/c', true],
  ['?', 'a', true],
  ['?', '', false],
  ['', '', true],
  ['', 'a', false],
  ['{a,b}', '{a,b}', true],
  ['{a,b}', 'a', false],
])('%j over %j: %j', (pattern, name, expected) => expect(matches(pattern, name)).toBe(expected));

// A matcher that goes back to every star would not come to an end within the test's time limit.
it('many stars against a long name are decided', () => {
  expect(matches('a*'.repeat(30) + 'b', 'a'.repeat(5_000))).toBe(false);
  expect(matches('a**'.repeat(30) + 'b', 'a'.repeat(5_000))).toBe(false);
  expect(matches('*'.repeat(200) + 'b', 'a'.repeat(500))).toBe(false);
});
