import { expect, test } from 'vitest';
import type { History } from '../model/history.ts';
import type { CheckerName } from './checkers/index.ts';
import { judge } from './judge.ts';
import { leftToDo } from './left-to-do.ts';
import { mutate } from './testing/mutate.ts';
import { goodStory } from './testing/stories.ts';

const violated = (...names: readonly CheckerName[]) =>
  names.map((checker) => ({ checker, verdict: 'violated', message: 'x', evidence: [] }) as const);

/** The good story with an ID token beside the tokens of one generation. */
const named = (history: History, generation: number, idTokenSubject: string): History =>
  mutate(
    history,
    'reply',
    ({ issued }) => issued?.access?.generation === generation,
    ({ issued }) => ({ issued: { ...issued, idTokenSubject } }),
  );

test('what runs for another account is not told to need no repair', () => {
  const { summary, outcome } = judge(named(named(goodStory(), 1, 'user-1'), 2, 'user-2'));
  expect(outcome).toBe('invariant violated');
  expect(summary).toContain(
    'It runs, but this is left to do: disconnect the account, or create the credential anew where that cannot be done, so that nothing of an old consent is kept; connect the account that is meant; and look through',
  );
  expect(summary).not.toContain('nothing to');
});

test('a corrupted credential is not all that there is to do where it worked for another account besides', () => {
  const stale = mutate(
    named(named(goodStory(), 1, 'user-1'), 2, 'user-2'),
    'stored-credential',
    () => true,
    () => ({ refresh: 'foreign' }),
  );
  expect(judge(stale).summary).toMatch(
    /connect the account again, .*This is left to do besides: .*disconnect the account/,
  );
});

test.each<CheckerName>([
  'items-accepted-exactly-once',
  'items-go-to-their-tenant',
  'account-stays-taken-away',
  'token-data-kept',
  'failure-is-visible',
  'secrets-in-their-place',
  'connect-is-protected',
])('a violation of %s leaves something to do', (name) => {
  expect(leftToDo(violated(name))).toHaveLength(1);
});

test('what cost only time and requests leaves nothing to do, and nothing is told twice', () => {
  expect(leftToDo(violated('one-refresh-per-expiry', 'retry-after-honoured'))).toEqual([]);
  expect(leftToDo(violated('secrets-in-their-place', 'server-is-verified'))).toHaveLength(1);
});
