import { expect, test } from 'vitest';
import { OF_SAVING } from './of-saving.ts';

test.each([
  'could not save the new tokens',
  'Storing the credential failed',
  'the tokens were not persisted',
  'attempt to write a readonly database',
  'cannot execute UPDATE in a read-only transaction',
  'SQLITE_FULL: disk I/O error',
  'The new tokens could not be kept',
  'Postgres is in recovery mode',
])('"%s" tells of saving', (line) => {
  expect(line).toMatch(OF_SAVING);
});

test.each([
  'access token refused, asking for a new one',
  'The credential needs to be reconnected',
  'Restored the session',
  'a safe and sound worker',
])('"%s" tells of something else', (line) => {
  expect(line).not.toMatch(OF_SAVING);
});
