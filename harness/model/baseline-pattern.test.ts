import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, patternOf, patternSchema } from './baseline-pattern.ts';

describe('patternOf', () => {
  test.each([
    [
      '2 refreshes showed a refresh token that was already spent, the first one refresh token f1/1 by main.',
      '1 refresh showed a refresh token that was already spent, the first one refresh token f2/13 by main.',
    ],
    [
      'The first success came 1.5 s after healing; 10 s are allowed.',
      'The first success came 900 ms after healing; 2 s are allowed.',
    ],
    ['1 failure not visible as such: execution e3 says "[x] (y) a|b".', undefined],
  ])('fits the message, and the same with other numbers: %s', (message, same = message) => {
    const pattern = compilePattern(patternOf([message]));
    expect(pattern.test(message)).toBe(true);
    expect(pattern.test(same)).toBe(true);
    expect(pattern.test(`${message} And more.`)).toBe(false);
    expect(pattern.test(message.replace('e', 'x'))).toBe(false);
  });

  test('fits every message that it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (message) => {
        expect(compilePattern(patternOf([message])).test(message)).toBe(true);
      }),
    );
  });

  test('is a pattern that a baseline takes', () => {
    expect(patternSchema.safeParse(patternOf(['6 refreshes of main succeeded.'])).success).toBe(
      true,
    );
  });

  test.each([
    ['2 refreshes where 1 was needed.', '50 refreshes where 1 was needed.'],
    ['8 refreshes of main succeeded.', '3 refreshes of main succeeded.'],
    ['execution e3 says "HTTP status 503".', 'execution e3 says "HTTP status 429".'],
    ['The API answered 500 at last.', 'The API answered 200 at last.'],
    ['It says invalid_grant (400).', 'It says invalid_client (400).'],
    ['It says invalid_grant (400).', 'It says invalid_grant (401).'],
  ])('does not fit another cause, or a much larger count: %s', (message, other) => {
    expect(compilePattern(patternOf([message])).test(other)).toBe(false);
  });

  test('leaves open what is another one in each run', () => {
    const pattern = compilePattern(
      patternOf([
        'execution e3 by worker-1 at 127.0.0.1:5678 took 1.5 s, 2 tries, #12, pid 48213.',
      ]),
    );
    const again = 'execution e17 by worker-2 at 10.0.0.7:41000 took 900 ms, 1 try, #3, pid 77001.';
    expect(pattern.test(again)).toBe(true);
  });

  test('spans the counts of several messages, and has each way in which they read', () => {
    const pattern = compilePattern(
      patternOf(['3 new tokens came.', '16 new tokens came.', 'No token came.']),
    );
    const fits = (message: string): boolean => pattern.test(message);
    expect([2, 9, 32].every((many) => fits(`${many} new tokens came.`))).toBe(true);
    expect(fits('No token came.')).toBe(true);
    expect([1, 33, 300].some((many) => fits(`${many} new tokens came.`))).toBe(false);
  });
});

describe('a pattern in a baseline', () => {
  const problem = (pattern: string): string | undefined =>
    patternSchema.safeParse(pattern).error?.issues[0]?.message;

  test.each([
    ['.*', "begins with '^'"],
    ['^.*', 'fits any message'],
    ['^The ', "only 'The' has to be in the message"],
    ['^main: ', "only 'main' has to be"],
    ['^.*token', 'begins with any words'],
    ['^(?:.*)token that was given', 'begins with any words'],
    ['^(?:token )+(?:that +)*was given here$', 'a repetition within a repetition'],
    ['^The tokens (?:were|(?:are )+)* given', 'a repetition within a repetition'],
    [String.raw`^[\s\S]+ of the refresh token`, 'begins with any words'],
    ['^(The credential could not be connected|The )', "only 'The' has to be"],
    ['^(?:The credential main could not)?', 'fits any message'],
    ['^The (credential could not be connected)*', "only 'The' has to be"],
    [String.raw`^\d+: \w+ \w+ \w+`, 'no word has to be'],
    ['^The (?=credential)', "only 'The' has to be"],
    ['^The .*$', "only 'The' has to be"],
    ['^a (', 'Unterminated group'],
  ])('%s is refused, and told why', (pattern, why) => {
    expect(problem(pattern)).toContain(why);
  });

  test.each([
    String.raw`^\d+ refresh(es)? showed a refresh token that was already spent`,
    String.raw`^\d+ (requests? for new tokens that no refused token|new tokens? in \d+ execution)`,
    String.raw`^Recovery: after-remedy \(reconnect\)`,
    String.raw`^\d+ failures? in words that do not help: .*"Authorization failed`,
    String.raw`^[12] token(?:e?s)?\.$`,
  ])('%s is taken', (pattern) => {
    expect(problem(pattern)).toBeUndefined();
  });
});

// Without a limit this would outlast the test's time.
test('a pattern that a text fits in too many ways is ended, and excuses nothing', () => {
  const pattern = compilePattern(`^the words ${'a*'.repeat(12)}b$`);
  expect(pattern.test(`the words ${'a'.repeat(2_000)}`)).toBe(false);
  expect(compilePattern('^the words a*b$').test(`the words ${'a'.repeat(2_000)}b`)).toBe(true);
});

// Compared only once, each of them takes seconds; no time limit ends that.
test.each([
  ['repetitions', `^the words of a message ${'? '.repeat(2_000)}`, 'has over 200 repetitions'],
  ['characters', `^${'the words '.repeat(600)}`, 'is longer than 5000 characters'],
])('a pattern of too many %s is refused', (_, pattern, reason) => {
  expect(patternSchema.safeParse(pattern).error?.issues[0]?.message).toBe(`the pattern ${reason}`);
});
