import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReporterDefinition } from '../../model/reporter.ts';
import { requireOwnPlaces, selectReporters, takesOutput } from './select-reporters.ts';

const FILE_OF: Readonly<Record<string, string>> = { json: 'results.json', html: 'report.html' };
const known: readonly ReporterDefinition[] = ['json', 'junit', 'html', 'blob', 'list'].map(
  (name) => ({
    name,
    summary: '',
    ...(name === 'list' ? { printsOnly: true } : { file: FILE_OF[name] ?? name }),
    binary: name === 'blob',
    create: () => ({ name }),
  }),
);

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
  [['junit=-', 'junit=-', 'html=-'], /two reports cannot share standard output/],
  [['blob=-'], /what blob writes is no text/],
  [['junit=.'], /is a folder/],
  [['junit=/proc/here/a.xml'], /nothing can be written to \/proc/],
])('refuses %j', (wanted, says) => expect(() => selected(...wanted)).toThrow(says));

beforeEach(() => {
  mkdirSync(join(cwd, 'real'), { recursive: true });
  rmSync(join(cwd, 'link'), { force: true });
  symlinkSync('real', join(cwd, 'link'));
});
const placed = (...wanted: readonly string[]) =>
  requireOwnPlaces(selectReporters(wanted, { known, cwd }), { directory: join(cwd, 'run'), cwd });

it.each([
  [[]],
  [['json', 'junit', 'html']],
  [['junit=a.xml', 'junit=b.xml', 'json=run/results.json']],
  [['junit=-', 'html=run/other.html']],
])('takes reports that have places of their own: %j', (wanted) => {
  expect(() => placed(...wanted)).not.toThrow();
});

it.each([
  [['junit=a.xml', 'html=./a.xml'], 'html=./a.xml: junit writes there, too'],
  [['junit=a', 'json=a'], 'junit=a: json writes there, too'],
  [['junit=run/report.html'], 'html=report.html: junit writes there, too'],
  [['junit=run/results.json'], 'junit=run/results.json: the run itself writes there, too'],
  [['html=run/run.json'], 'html=run/run.json: the run itself writes there, too'],
  [['junit=link/a.xml', 'html=real/a.xml'], 'html=real/a.xml: junit writes there, too'],
  [['junit=x', 'html=x/a.html'], 'html=x/a.html: junit writes a file where this needs a folder'],
  [['junit=x/a.xml', 'html=x'], 'html=x: junit writes into a folder of this name'],
])('refuses two at one place: %j', (wanted, says) => {
  expect(() => placed(...wanted)).toThrow(`Could not use --reporter ${says}.`);
});
