import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkers } from './index.ts';

test.each(checkers.map(({ name }) => name))('%s has a file, and a test beside it', (name) => {
  const files = [`${name}.ts`, `${name}.test.ts`];
  expect(files.filter((file) => !existsSync(join(import.meta.dirname, file)))).toEqual([]);
});
