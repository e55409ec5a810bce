import { existsSync, mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { summarise } from '../../check/totals.ts';
import { createRunStore } from '../../store/run-store.ts';
import { sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'history-command-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Stores a finished run of two scenarios; the first one ends with a verdict. */
function store(id: string, verdict: 'pass' | 'fail', folder = 'reports/runs'): void {
  const directory = join(cwd, folder, id);
  const run = createRunStore({ directory, id, seed: 1, harness: '0.1.0', summarise });
  run.addTarget(sampleTarget());
  run.finish(sampleResult({ name: 'rotation/grace', verdict }));
  run.finish(sampleResult({ name: 'control/no-fault' }));
  run.end({});
}
const history = (...args: readonly string[]) => runCli(['history', ...args], { cwd });
const rowsOf = (out: string) =>
  (JSON.parse(out) as { rows: { scenario: string; kind: string; attempts: number }[] }).rows.map(
    ({ scenario, kind, attempts }) => [scenario, kind, attempts],
  );

test('tells of the runs that are kept, and of other folders when they are named', async () => {
  store('20260101-120000-0001', 'pass');
  store('20260102-120000-0002', 'fail');
  expect(await history()).toEqual({ code: 0, err: '', out: '2 runs, 2 rows, all false\n' });
  expect((await history('--all')).out).toContain('all true');
  expect(rowsOf((await history('--json')).out)).toEqual([
    ['rotation/grace', 'changed', 2],
    ['control/no-fault', 'steady', 2],
  ]);
  store('20260103-120000-0003', 'pass', 'artefacts');
  expect(rowsOf((await history('reports', 'artefacts', '--json')).out)[0]).toEqual([
    'rotation/grace',
    'flaky',
    3,
  ]);
});

test('tells of the scenarios that are asked for', async () => {
  store('20260101-120000-0001', 'pass');
  const { out } = await history('--json', '--scenario', 'control/*');
  expect(rowsOf(out)).toEqual([['control/no-fault', 'steady', 1]]);
});

test('writes the page where it is wanted', async () => {
  store('20260101-120000-0001', 'pass');
  expect((await history('--html', 'pages/trend.html')).out).toContain('\nPage pages/trend.html\n');
  expect(readFileSync(join(cwd, 'pages/trend.html'), 'utf8')).toBe('<page 2>');
  expect((await history('--json', '--html', 'other.html')).out).toMatch(/^\{[^]*\}\n$/);
  expect(existsSync(join(cwd, 'other.html'))).toBe(true);
});

test.each([
  [[], 'there is no folder reports/runs'],
  [['nowhere'], 'there is no folder nowhere'],
  [['a-file'], 'a-file is no folder'],
  [['.'], 'there is no run in .'],
])('with nothing to tell of (%j) it says so', async (args, reason) => {
  writeFileSync(join(cwd, 'a-file'), 'text');
  const { code, out, err } = await history(...args);
  expect({ code, out }).toEqual({ code: 64, out: '' });
  expect(err).toContain(reason);
});
