import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../check/totals.ts';
import type { HistoryEvent } from '../model/event.ts';
import { resultsSchema } from '../model/results.ts';
import { readHistory } from './read-history.ts';
import { readRun } from './read-run.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { samplePlanned, sampleResult, sampleTarget } from './testing/sample-results.ts';

const key = { target: '2.41.1', name: 'rotation/concurrent-refresh', attempt: 1 };
const stopped = { by: 'interruption', message: 'The run was interrupted.', exitCode: 130 } as const;
const event = (n: number): HistoryEvent => ({ n, at: n * 10, type: 'phase', phase: 'steady' });

let runs: string;
let store: RunStore;
let directory: string;
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), 'run-store-'));
  directory = join(runs, '20261123-165412-ab3f');
  store = createRunStore({
    directory,
    id: '20261123-165412-ab3f',
    seed: 7,
    harness: '0.1.0',
    summarise,
  });
});
afterEach(() => rmSync(runs, { recursive: true, force: true }));

const savedResults = () =>
  resultsSchema.parse(JSON.parse(readFileSync(join(directory, 'results.json'), 'utf8')));

it('keeps pictures beside the history, those of the attempt alone apart, and writes none over', () => {
  const png = new Uint8Array([137, 80, 78, 71]);
  expect(store.keepScreenshot(key, '1-before.png', png)).toBe('screenshots/1-before.png');
  expect(store.keepScreenshot({ ...key, alone: true }, '1-before.png', png)).toBe(
    'screenshots-alone/1-before.png',
  );
  const place = dirname(store.openHistory(key).path);
  expect(new Uint8Array(readFileSync(join(place, 'screenshots/1-before.png')))).toEqual(png);
  expect(() => store.keepScreenshot(key, '1-before.png', png)).toThrow(
    expect.objectContaining({ code: 'storage-failed' }),
  );
});

/**
 * Writes one finished scenario with two events, and one that still runs, as `kill -9` would leave
 * them.
 */
function finishOneAndBeginAnother(): void {
  store.addTarget(sampleTarget());
  const history = store.openHistory(key);
  history.append(event(1));
  history.append(event(2));
  history.close();
  store.finish(sampleResult({ history: history.relativePath, verdict: 'fail' }));
  store.openHistory({ ...key, attempt: 2 }).append(event(1));
}

describe('a run store', () => {
  it('keeps results.json valid after every step', () => {
    expect(savedResults()).toMatchObject({ exitCode: 2, scenarios: [], run: { seed: 7 } });
    store.addTarget(sampleTarget());
    expect(savedResults().targets).toEqual([sampleTarget()]);
    store.finish(sampleResult());
    expect(savedResults()).toMatchObject({ exitCode: 2, totals: { pass: 1 } });
    expect(savedResults().run.finishedAt).toBeUndefined();
    store.end({ stopped });
    expect(savedResults()).toMatchObject({
      exitCode: 130,
      run: { stopped, finishedAt: expect.any(String) },
    });
  });

  it('loses no result that results.json had no time for', () => {
    for (let attempt = 1; attempt <= 240; attempt += 1) store.finish(sampleResult({ attempt }));
    const alone = store.openHistory({ ...key, alone: true });
    alone.close();
    store.finish(sampleResult({ attempt: 1, verdict: 'fail', history: alone.relativePath }));
    expect(savedResults().scenarios.length).toBeLessThan(240);
    const { results } = readRun(directory, summarise);
    expect(results.totals).toMatchObject({ pass: 239, fail: 1 });
    store.end({});
    expect(savedResults().totals).toMatchObject({ pass: 239, fail: 1 });
  });

  it('leaves no half-written file beside the results', () => {
    finishOneAndBeginAnother();
    expect(readdirSync(directory).filter((name) => name.startsWith('results'))).toEqual([
      'results.json',
    ]);
  });

  it('has an event on disk before append returns', () => {
    const history = store.openHistory(key);
    history.append(event(1));
    expect(readHistory(history.path)).toEqual({ events: [event(1)], cutOff: false });
  });

  it('never writes over a history', () => {
    store.openHistory(key).close();
    expect(() => store.openHistory(key)).toThrow(/Could not create .*history\.ndjson/);
  });

  it('says in words why it cannot write', () => {
    writeFileSync(join(runs, 'file'), '');
    expect(() =>
      createRunStore({
        directory: join(runs, 'file', 'run'),
        id: 'x',
        seed: 1,
        harness: '0',
        summarise,
      }),
    ).toThrow(/Could not create .*: a part of the path is a file, not a folder\./);
  });
});

describe('what is planned', () => {
  const plan = {
    targets: [sampleTarget(), sampleTarget({ id: '1.123.81', n8n: '1.123.81' })],
    runs: [samplePlanned(), samplePlanned({ attempt: 2 }), samplePlanned({ target: '1.123.81' })],
  };

  it('is on disk before anything starts, with the exit code of a run that is not finished', () => {
    store.plan(plan);
    expect(savedResults()).toMatchObject({
      exitCode: 2,
      planned: plan.runs,
      targets: plan.targets,
      totals: { scenarios: 0, notRun: 3 },
    });
  });

  it('counts as not run until it has a result', () => {
    store.plan(plan);
    store.finish(sampleResult({ attempt: 2 }));
    expect(savedResults().totals).toMatchObject({ pass: 1, notRun: 2 });
    expect(store.end({})).toMatchObject({ exitCode: 2 });
    store.finish(sampleResult());
    store.finish(sampleResult({ target: '1.123.81' }));
    expect(store.end({})).toMatchObject({ exitCode: 0, totals: { pass: 3, notRun: 0 } });
  });

  it('is known of a started target what it is by then', () => {
    store.plan(plan);
    store.addTarget(sampleTarget({ node: '24.9.9' }));
    expect(savedResults().targets.map(({ id, node }) => [id, node])).toEqual([
      ['2.41.1', '24.9.9'],
      ['1.123.81', '24.0.0'],
    ]);
  });

  it('survives the loss of results.json', () => {
    store.plan(plan);
    finishOneAndBeginAnother();
    const before = savedResults();
    rmSync(join(directory, 'results.json'));
    expect(readRun(directory, summarise).results).toEqual(before);
  });
});

describe('a run of an older harness', () => {
  const old = (change: object, run: object = {}): void => {
    store.finish(sampleResult());
    const { planned: _planned, ...now } = store.end({});
    writeFileSync(
      join(directory, 'results.json'),
      JSON.stringify({ ...now, schemaVersion: 1, run: { ...now.run, ...run }, ...change }),
    );
  };
  const read = () => readRun(directory, summarise);

  it('is read as it is, when it came to its end', () => {
    old({});
    expect(read()).toMatchObject({
      notes: [],
      results: { schemaVersion: 2, exitCode: 0, totals: { pass: 1, notRun: 0 } },
    });
  });

  it.each([
    ['was killed', { exitCode: 0 }, { finishedAt: undefined }, 2, undefined],
    ['was interrupted', { exitCode: 130 }, { interrupted: true }, 130, 'interruption'],
    ['had a target that did not start', { exitCode: 75 }, {}, 75, 'target'],
    ['ended in an error of the harness', { exitCode: 70 }, {}, 70, 'error'],
  ])('that %s does not end well', (_, change, run, exitCode, by) => {
    old(change, run);
    expect(read().results.exitCode).toBe(exitCode);
    expect(read().results.run.stopped?.by).toBe(by);
  });
});

describe('a run that was killed', () => {
  it('is read with everything finished, and names what is not', () => {
    finishOneAndBeginAnother();
    const run = readRun(directory, summarise);
    expect(run.results).toEqual(savedResults());
    expect(
      run.scenarios.map(({ name, attempt, target, result }) => [
        name,
        attempt,
        target,
        result?.verdict,
      ]),
    ).toEqual([
      [key.name, 1, '2.41.1', 'fail'],
      [key.name, 2, '2.41.1', undefined],
    ]);
    expect(run.notes).toEqual(['1 scenario had not finished when the run ended.']);
  });

  it.each(['missing', 'cut off'])('is put together again when results.json is %s', (how) => {
    finishOneAndBeginAnother();
    const before = savedResults();
    const path = join(directory, 'results.json');
    if (how === 'missing') rmSync(path);
    else truncateSync(path, 40);
    const run = readRun(directory, summarise);
    expect(run.results).toEqual(before);
    expect(run.notes.join('\n')).toContain('put together again from 1 finished scenario.');
  });

  it('is refused when nothing is left to read', () => {
    rmSync(join(directory, 'results.json'));
    rmSync(join(directory, 'run.json'));
    expect(() => readRun(directory, summarise)).toThrow(
      expect.objectContaining({ code: 'run-damaged', exitCode: 64 }),
    );
  });
});

describe('a history file', () => {
  const path = (): string => join(runs, 'history.ndjson');
  const lines = [event(1), event(2), event(3)].map((one) => `${JSON.stringify(one)}\n`).join('');

  it('loses nothing but its cut-off last line, wherever the cut is', () => {
    const bytes = Buffer.from(lines);
    for (let length = 0; length <= bytes.length; length += 1) {
      writeFileSync(path(), bytes.subarray(0, length));
      const whole = bytes.subarray(0, length).toString().split('\n').length - 1;
      const read = readHistory(path());
      expect(read.events.map(({ n }) => n)).toEqual([1, 2, 3].slice(0, whole));
      expect(read.cutOff).toBe(length > 0 && bytes[length - 1] !== 10);
    }
  });

  it('is refused when it was changed in the middle', () => {
    writeFileSync(path(), lines.replace('"n":2', '"n":5'));
    expect(() => readHistory(path())).toThrow(
      /history\.ndjson:2: event 5 stands where event 2 belongs/,
    );
    writeFileSync(path(), `${JSON.stringify(event(1))}\n{"n":\n`);
    expect(() => readHistory(path())).toThrow(expect.objectContaining({ code: 'history-damaged' }));
  });
});
