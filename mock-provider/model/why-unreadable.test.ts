import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyUnreadable } from './why-unreadable.ts';

const why = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    return whyUnreadable(cause);
  }
};

test('is told in words', () => {
  expect(why(join(tmpdir(), 'there-is-no-such-file'))).toBe('it does not exist');
  expect(why(tmpdir())).toBe('it is a folder');
  expect(why(join(import.meta.filename, 'x'))).toBe('not a directory');
  expect(whyUnreadable(new Error('something else'))).toBe('something else');
  expect(whyUnreadable('text')).toBe('text');
});
