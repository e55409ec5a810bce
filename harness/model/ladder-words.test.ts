import { expect, test } from 'vitest';
import { ladderWords } from './ladder-words.ts';
import type { Rung } from './recovery-result.ts';

const rung = (remedy: string, gave: Rung['gave'], because?: string): Rung => ({
  remedy,
  act: remedy,
  gave,
  ...(because === undefined ? {} : { because }),
});

test('the first of all remedies has none that is lighter', () => {
  expect(ladderWords([rung('wait', 'worked'), rung('restart', 'not needed')])).toBe(
    'No remedy is lighter than this one, wait.',
  );
});

test('the lightest is said to be so of all when every lighter one was tried', () => {
  const rungs = [rung('wait', 'nothing'), rung('restart', 'failed'), rung('reconnect', 'worked')];
  expect(ladderWords(rungs)).toBe(
    'The lightest remedy there is: reconnect; wait, restart did not bring it back for good.',
  );
});

test('what was not tried is named with its reason, and what helped for a while as well', () => {
  const rungs = [
    rung('wait', 'until the next expiry'),
    rung('restart', 'skipped', 'this target cannot restart n8n'),
    rung('reconnect-in-editor', 'skipped', 'The browser ended.'),
    rung('recreate', 'worked'),
  ];
  expect(ladderWords(rungs)).toBe(
    'The lightest remedy of those tried: recreate; wait did not bring it back for good. Only until the next expiry: wait. Not tried: restart (this target cannot restart n8n); reconnect-in-editor (The browser ended).',
  );
});

test('nothing is said where no remedy worked', () => {
  expect(ladderWords([rung('wait', 'nothing')])).toBe('');
});

test('a remedy below which nothing could be tried is not called the lightest', () => {
  const rungs = [rung('wait', 'skipped', 'no time'), rung('restart', 'worked')];
  expect(ladderWords(rungs)).toBe(
    'No remedy that could be tried is lighter than this one, restart. Not tried: wait (no time).',
  );
});
