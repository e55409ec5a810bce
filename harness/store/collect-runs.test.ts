import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { summarise } from '../check/totals.ts';
import { collectRuns } from './collect-runs.ts';
import { createRunStore } from './run-store.ts';
import { sampleResult, sampleTarget } from './testing/sample-results.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'collect-runs-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Stores a finished run of one scenario. */
function store(folder: string, id: string): void {
  const run = createRunStore({
    directory: join(cwd, folder),
    id,
    seed: 1,
    harness: '0.1.0',
    summarise,
  });
  run.plan({ targets: [sampleTarget()], runs: [] });
  run.addTarget(sampleTarget());
  const history = run.openHistory({ target: '2.41.1', name: 'control/no-fault', attempt: 1 });
  history.append({ n: 1, at: 0, type: 'end', reason: 'completed' });
  history.close();
  run.finish(sampleResult({ name: 'control/no-fault', history: history.relativePath }));
  run.end({});
}

const collect = (...folders: readonly string[]) => collectRuns(folders, { cwd, summarise });

test('runs are found in a folder, below it, and once only', () => {
  store('runs/one', 'one');
  store('artefacts/shard-1/blob/two', 'two');
  cpSync(join(cwd, 'runs/one'), join(cwd, 'artefacts/copy'), { recursive: true });
  const { runs, notes } = collect('runs/one', 'artefacts', 'runs');
  expect(runs.map(({ run }) => run.id).toSorted()).toEqual(['one', 'two']);
  expect(runs.every(({ scenarios }) => scenarios.length === 1)).toBe(true);
  expect(notes).toEqual([]);
});

test('a run that cannot be read is named, and the others count', () => {
  store('runs/one', 'one');
  mkdirSync(join(cwd, 'runs/two'));
  writeFileSync(join(cwd, 'runs/two/results.json'), '{ "schemaVersion": 99 }');
  const { runs, notes } = collect('runs');
  expect(runs.map(({ run }) => run.id)).toEqual(['one']);
  expect(notes).toEqual([expect.stringMatching(/^Left out: Could not .*two/)]);
});

test('a folder that does not exist is refused', () => {
  expect(() => collect('nowhere')).toThrow('Could not read runs: there is no folder nowhere.');
});
