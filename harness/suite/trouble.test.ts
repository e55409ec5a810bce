import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { History } from '../model/history.ts';
import type { StartOptions } from '../model/target.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { readHistory } from '../store/read-history.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';

const plain = (name: string): Partial<DefinedScenario> => ({
  name: `plain/${name}`,
  plan: [{ do: 'execute', times: 2 }],
  nextExpiry: 'skip',
});
const abc = [plain('a'), plain('b'), plain('c')];

/** A client that dies during its execution number `at`. */
function mortal(at: number, { onProcess }: StartOptions) {
  let alive = true;
  let executions = 0;
  onProcess({ process: 'n8n', state: 'started', pid: 1 });
  return changedClient((original) => ({
    get alive() {
      return alive;
    },
    async execute(id, run, signal) {
      executions += 1;
      if (executions < at) return original.execute(id, run, signal);
      if (alive) onProcess({ process: 'n8n', state: 'exited', pid: 1, code: 1 });
      alive = false;
      return { status: 'lost', stored: '' };
    },
  }));
}

const notStarted = () =>
  new HarnessError('n8n-start-failed', 'Could not start n8n: it ended at once.', { exitCode: 75 });

describe('a target that dies', () => {
  test('fails its scenario with the reason, is started again, and the rest goes on', async () => {
    const target = fakeTarget({ start: (count, options) => mortal(count === 1 ? 4 : 99, options) });
    const { verdicts, results, rejected, directory } = await runSuiteForTest({
      scenarios: abc,
      parallel: 1,
      targets: [target],
    });
    expect(rejected).toBeUndefined();
    expect(verdicts).toEqual(['plain/a 1 pass', 'plain/b 1 fail', 'plain/c 1 pass']);
    expect(results.scenarios[1]).toMatchObject({
      outcome: 'crashed',
      summary: expect.stringContaining('N8n ended with exit code 1 although nobody asked it to'),
    });
    expect(target.life).toEqual(['start 1', 'stop 1', 'start 2', 'stop 2']);
    expect(results.exitCode).toBe(1);
    const { events } = readHistory(join(directory, results.scenarios[1]?.history ?? ''));
    expect(new History(events).of('process')).toMatchObject([
      { process: 'n8n', state: 'exited', code: 1 },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'stopped' });
  });

  test('takes down all that ran on it, is started again once for all of them, and each start has a folder of its own', async () => {
    const folders: string[] = [];
    const target = fakeTarget({
      start: (count, options) => {
        folders.push(options.directory);
        // Long enough that all scenarios ask for the target.
        return delay(50).then(() => mortal(count === 1 ? 2 : 99, options));
      },
    });
    const { verdicts } = await runSuiteForTest({
      scenarios: [plain('a'), plain('b'), plain('c'), plain('d')],
      parallel: 2,
      targets: [target],
    });
    expect(target.life).toEqual(['start 1', 'stop 1', 'start 2', 'stop 2']);
    expect(verdicts.filter((line) => line.endsWith('fail')).toSorted()).toEqual([
      'plain/a 1 fail',
      'plain/b 1 fail',
    ]);
    expect(verdicts.filter((line) => line.endsWith('pass'))).toHaveLength(2);
    expect(folders.map((folder) => folder.split('/').at(-1))).toEqual(['start-1', 'start-2']);
  });

  test('and does not come up again ends the suite with 75; what is finished is stored', async () => {
    const target = fakeTarget({
      start: (count, options) => {
        if (count > 1) throw notStarted();
        return mortal(3, options);
      },
    });
    const { verdicts, results, rejected } = await runSuiteForTest({
      scenarios: abc,
      parallel: 1,
      targets: [target],
    });
    expect(rejected).toMatchObject({ code: 'n8n-start-failed' });
    expect(verdicts).toEqual(['plain/a 1 pass', 'plain/b 1 fail']);
    expect(target.life).toEqual(['start 1', 'stop 1', 'start 2']);
    expect(results).toMatchObject({
      exitCode: 75,
      run: { finishedAt: expect.any(String) },
      timing: { bootMs: expect.any(Number) },
    });
  });
});

describe('a target that cannot be started', () => {
  test('ends the suite with 75; results of the targets before it are stored', async () => {
    const { verdicts, results, rejected } = await runSuiteForTest({
      scenarios: [plain('a')],
      targets: [
        fakeTarget({ id: 'good' }),
        fakeTarget({ id: 'bad', start: () => Promise.reject(notStarted()) }),
        fakeTarget({ id: 'never' }),
      ],
    });
    expect(rejected).toMatchObject({ code: 'n8n-start-failed', exitCode: 75 });
    expect(verdicts).toEqual(['plain/a 1 pass']);
    expect(results).toMatchObject({
      exitCode: 75,
      targets: [{ id: 'good' }, { id: 'bad' }, { id: 'never' }],
      totals: { pass: 1, notRun: 2 },
      run: { stopped: { by: 'target', message: 'Could not start n8n: it ended at once.' } },
    });
  });

  test('counts the time it took', async () => {
    const { results } = await runSuiteForTest({
      scenarios: [plain('a')],
      targets: [fakeTarget({ start: () => delay(60).then(() => Promise.reject(notStarted())) })],
    });
    expect(results.timing?.bootMs).toBeGreaterThanOrEqual(50);
  });

  test('an error of the harness is 70', async () => {
    const { results, rejected } = await runSuiteForTest({
      scenarios: [plain('a')],
      targets: [fakeTarget({ start: () => Promise.reject(new TypeError('a bug')) })],
    });
    expect(rejected).toEqual(new TypeError('a bug'));
    expect(results.exitCode).toBe(70);
  });
});

describe('an interruption', () => {
  test.each([1, 2])(
    'ends with 130, %i at a time: finished results are stored, the others are not',
    async (parallel) => {
      const abort = new AbortController();
      const target = fakeTarget({
        start: () =>
          changedClient((original) => {
            let calls = 0;
            return {
              async execute(id, run, signal) {
                calls += 1;
                if (calls > 2 * parallel) abort.abort(new Error('SIGINT'));
                return original.execute(id, run, signal);
              },
            };
          }),
      });
      const { verdicts, results, rejected, progress } = await runSuiteForTest({
        scenarios: [...abc, plain('d')],
        parallel,
        signal: abort.signal,
        targets: [target, fakeTarget({ id: 'never' })],
      });
      expect(rejected).toBeUndefined();
      expect(results).toMatchObject({
        exitCode: 130,
        run: { stopped: { by: 'interruption' }, finishedAt: expect.any(String) },
        totals: { notRun: 8 - verdicts.length },
      });
      expect(verdicts).toEqual(verdicts.filter((line) => line.endsWith('pass')));
      expect(verdicts.length).toBeLessThan(4);
      expect(progress.filter(({ kind }) => kind === 'booting')).toHaveLength(1);
      expect(target.life).toEqual(['start 1', 'stop 1']);
      if (parallel === 1) expect(verdicts).toEqual(['plain/a 1 pass']);
    },
  );

  test('leaves a history that says so', async () => {
    const abort = new AbortController();
    const { directory } = await runSuiteForTest({
      scenarios: [plain('a')],
      signal: abort.signal,
      onProgress: (event) =>
        void (event.kind === 'scenario-step' && event.doing.startsWith('run ') && abort.abort()),
    });
    const { events, cutOff } = readHistory(join(directory, 'fake/plain__a/history.ndjson'));
    expect([events.at(-1), cutOff]).toEqual([
      expect.objectContaining({ type: 'end', reason: 'aborted' }),
      false,
    ]);
  });

  test('while the target starts', async () => {
    const abort = new AbortController();
    const target = fakeTarget({
      start: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          abort.abort();
        }),
    });
    const { results, rejected } = await runSuiteForTest({
      scenarios: abc,
      signal: abort.signal,
      targets: [target],
    });
    expect(rejected).toBeUndefined();
    expect(results).toMatchObject({ exitCode: 130, scenarios: [], totals: { notRun: 3 } });
  });
});

describe('an error while the target is stopped', () => {
  const stop = () => Promise.reject(new Error('it does not stop'));

  test('does not hide why the suite ended', async () => {
    const abort = new AbortController();
    const { results, rejected } = await runSuiteForTest({
      scenarios: abc,
      signal: abort.signal,
      targets: [fakeTarget({ stop })],
      onProgress: (event) => void (event.kind === 'scenario-start' && abort.abort()),
    });
    expect(rejected).toBeUndefined();
    expect(results.exitCode).toBe(130);
  });

  test('does not hide a bail', async () => {
    const failing: Partial<DefinedScenario> = {
      ...plain('a'),
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'api/server-error' },
        { do: 'execute' },
        { do: 'observe', for: '1ms' },
      ],
    };
    const { results, rejected, verdicts } = await runSuiteForTest({
      scenarios: [failing, plain('b')],
      parallel: 1,
      bail: true,
      targets: [fakeTarget({ stop })],
    });
    expect(rejected).toBeUndefined();
    expect([verdicts, results.exitCode]).toEqual([['plain/a 1 fail'], 1]);
    expect(results).toMatchObject({ run: { stopped: { by: 'bail' } }, totals: { notRun: 1 } });
  });

  test('is told when nothing else went wrong; the results are there', async () => {
    const { verdicts, rejected, results } = await runSuiteForTest({
      scenarios: [plain('a')],
      targets: [fakeTarget({ stop })],
    });
    expect(rejected).toEqual(new Error('it does not stop'));
    expect([verdicts, results.exitCode]).toEqual([['plain/a 1 pass'], 70]);
  });
});
