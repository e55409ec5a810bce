import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { summarise } from '../check/totals.ts';
import { readRun } from './read-run.ts';
import { createRunStore } from './run-store.ts';
import { sampleTarget } from './testing/sample-results.ts';

let folder: string;
let run: string;

/** A run that was killed in the middle of its only scenario. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-run-'));
  run = join(folder, 'run');
  const store = createRunStore({ directory: run, id: 'x', seed: 7, harness: '0', summarise });
  store.addTarget(sampleTarget());
  store.openHistory({ target: '2.41.1', name: 'rotation/grace', attempt: 1 }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each<readonly [string, (path: string) => void]>([
  [
    'link out',
    (path) => {
      writeFileSync(join(folder, 'of-others'), '');
      symlinkSync(join(folder, 'of-others'), path);
    },
  ],
  ['pipe', (path) => void execFileSync('mkfifo', [path])],
  ['folder', (path) => mkdirSync(path)],
])('the history of what did not finish may be no %s', (_, make) => {
  const path = join(run, '2.41.1', 'rotation__grace', 'history.ndjson');
  rmSync(path);
  make(path);
  expect(() => readRun(run, summarise)).toThrow(
    expect.objectContaining({ code: 'run-damaged', exitCode: 64 }),
  );
});

it('nothing is taken from a folder that is a link when a run is put together again', () => {
  const elsewhere = join(folder, 'of-others');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'target.json'), JSON.stringify(sampleTarget({ id: 'theirs' })));
  symlinkSync(elsewhere, join(run, 'linked'));
  rmSync(join(run, 'results.json'));
  expect(readRun(run, summarise).results.targets.map(({ id }) => id)).toEqual(['2.41.1']);
});
