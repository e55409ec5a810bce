import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReporterDefinition } from '../../model/reporter.ts';
import { selectReporters, takesOutput } from './select-reporters.ts';

const known: readonly ReporterDefinition[] = ['json', 'junit', 'html', 'list'].map((name) => ({
  name,
  summary: '',
  printsOnly: name === 'list',
  create: () => ({ name }),
}));

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'reporters-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const selected = (...wanted: readonly string[]) =>
  selectReporters(wanted, { known, cwd }).map(({ definition, path }) =>
    path === undefined ? definition.name : `${definition.name}=${path}`,
  );

it.each([
  [[], ['json', 'html', 'list']],
  [['junit'], ['json', 'junit', 'html', 'list']],
  [['junit=out/a.xml'], ['json', 'junit=out/a.xml', 'html', 'list']],
  [['html=out/a.html'], ['json', 'html=out/a.html', 'list']],
  [
    ['json=-', 'no-html'],
    ['json=-', 'list'],
  ],
  [['no-list', 'no-html', 'no-json'], []],
  [
    ['html', 'html', 'junit=-', 'junit=-'],
    ['json', 'junit=-', 'html', 'list'],
  ],
  [['list=-'], ['json', 'html', 'list']],
])('%j: %j', (wanted, expected) => expect(selected(...wanted)).toEqual(expected));

it('only a report on standard output takes it', () => {
  const takes = (text: string) => takesOutput(selectReporters([text], { known, cwd }));
  expect([takes('json=-'), takes('junit=-'), takes('html'), takes('list=-')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it.each([
  [['jnit'], /Could not find reporter 'jnit'/],
  [['no-htm'], /Could not find reporter 'htm'/],
  [['junit='], /the path after '=' is empty/],
  [['list=a.txt'], /list prints lines and writes no file/],
  [['json=-', 'junit=-'], /two reports cannot share standard output/],
  [['junit=.'], /is a folder/],
  [['junit=/proc/here/a.xml'], /nothing can be written to \/proc/],
])('refuses %j', (wanted, says) => expect(() => selected(...wanted)).toThrow(says));
