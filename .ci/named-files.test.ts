import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingFrom, namedFiles } from './named-files.ts';

const pages = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n');

it.each(pages)('every file that %s names is there', (page) => {
  expect(missingFrom(dirname(page), namedFiles(readFileSync(page, 'utf8')))).toEqual([]);
});

describe('a page names', () => {
  it('what its links lead to', () => {
    expect(namedFiles('[a](a.ts), [b](../b/c.md#d); [e](https://e.org/f.ts), [g](#g)')).toEqual([
      'a.ts',
      '../b/c.md',
    ]);
  });

  it('what its tables of files hold, and no other tables', () => {
    const table = (head: string): string =>
      `## Text\n| ${head} | What |\n|---|---|\n| \`a.ts\`, \`b/\` | \`c.ts\` |\n\nText`;
    expect(namedFiles(table('File'))).toEqual(['a.ts', 'b/']);
    expect(namedFiles(table('File in `d/`'))).toEqual(['d/a.ts', 'd/b/']);
    expect(namedFiles(table('Fault'))).toEqual([]);
  });

  it('nothing in an example', () => {
    expect(namedFiles('```md\n[a](a.ts)\n```\n')).toEqual([]);
  });
});

it('a file that is not there is found, one of several behind a star is enough', () => {
  expect(missingFrom('.ci', ['named-files.ts', '*.test.ts', 'gone.ts', '*.gone'])).toEqual([
    'gone.ts',
    '*.gone',
  ]);
});
