import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { updateBaseline } from '../check/update-baseline.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { readHistory } from '../store/read-history.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { knownEntry } from '../testing/known-entry.ts';
import { runSuiteForTest, type TestSuite } from '../testing/run-suite-for-test.ts';
import { NeverRefreshes } from '../testing/wrong-clients/refresh/never-refreshes.ts';

const plain = (name: string): Partial<DefinedScenario> => ({
  name: `plain/${name}`,
  plan: [{ do: 'execute', times: 2 }],
  nextExpiry: 'skip',
});
const expiring = (name: string): Partial<DefinedScenario> => ({
  name: `expiring/${name}`,
  plan: [
    { do: 'execute' },
    { do: 'inject', fault: 'access-token/expired' },
    { do: 'execute' },
    { do: 'heal' },
    { do: 'execute' },
  ],
});
const exclusive = (name: string): Partial<DefinedScenario> => ({
  name: `exclusive/${name}`,
  plan: [{ do: 'execute' }, { do: 'inject', fault: 'n8n/clock-ahead' }, { do: 'execute' }],
});

/** For each scenario, the scenarios that ran at the same time. */
function company({ progress }: TestSuite): ReadonlyMap<string, ReadonlySet<string>> {
  const met = new Map<string, Set<string>>();
  const running = new Set<string>();
  for (const event of progress) {
    if (event.kind === 'scenario-start') {
      met.set(event.name, new Set(running));
      for (const other of running) met.get(other)?.add(event.name);
      running.add(event.name);
    }
    if (event.kind === 'scenario-end') running.delete(event.result.name);
  }
  return met;
}

/**
 * A client whose executions wait until `together` of them run, so that scenarios run side by side
 * in every test run.
 */
function meeting(together: number) {
  let waiting = 0;
  let most = 0;
  let open = (): void => {};
  const all = new Promise<void>((resolve) => (open = resolve));
  const client = changedClient((original) => ({
    async execute(id, run, signal) {
      waiting += 1;
      most = Math.max(most, waiting);
      if (waiting === together) open();
      await Promise.race([all, delay(5_000, undefined, { signal })]);
      const report = await original.execute(id, run, signal);
      waiting -= 1;
      return report;
    },
  }));
  return { client, most: () => most };
}

test('scenarios run side by side, as many as allowed, and those that touch the process alone after them', async () => {
  const { client, most } = meeting(3);
  const suite = await runSuiteForTest({
    scenarios: [exclusive('a'), plain('a'), plain('b'), exclusive('b'), plain('c'), plain('d')],
    parallel: 3,
    targets: [fakeTarget({ start: () => client })],
  });
  expect(suite.rejected).toBeUndefined();
  expect(suite.results.exitCode).toBe(0);
  expect(most()).toBe(3);
  const met = company(suite);
  expect([...(met.get('exclusive/a') ?? ['?']), ...(met.get('exclusive/b') ?? ['?'])]).toEqual([]);
  expect(met.get('plain/a')?.size).toBeGreaterThanOrEqual(2);
  expect(suite.verdicts.slice(4)).toEqual(['exclusive/a 1 pass', 'exclusive/b 1 pass']);
});

test('one at a time when told so', async () => {
  const suite = await runSuiteForTest({
    scenarios: [plain('a'), plain('b'), plain('c')],
    parallel: 1,
  });
  expect(suite.verdicts).toEqual(['plain/a 1 pass', 'plain/b 1 pass', 'plain/c 1 pass']);
  expect([...company(suite).values()].map((others) => others.size)).toEqual([0, 0, 0]);
});

test('repeat runs everything so often, each with its own files; progress counts to the total', async () => {
  const { verdicts, progress, directory, results } = await runSuiteForTest({
    scenarios: [plain('a'), exclusive('a')],
    repeat: 2,
    parallel: 1,
    targets: [fakeTarget({ id: 'one' }), fakeTarget({ id: 'two' })],
  });
  const each = ['plain/a 1 pass', 'plain/a 2 pass', 'exclusive/a 1 pass', 'exclusive/a 2 pass'];
  expect(verdicts).toEqual([...each, ...each]);
  expect(
    progress.flatMap((event) =>
      event.kind === 'scenario-end' ? [`${event.done}/${event.total}`] : [],
    ),
  ).toEqual(['1/8', '2/8', '3/8', '4/8', '5/8', '6/8', '7/8', '8/8']);
  expect(results.targets.map(({ id }) => id)).toEqual(['one', 'two']);
  const histories = results.scenarios.map(({ history }) => history ?? '');
  expect(new Set(histories).size).toBe(8);
  for (const history of histories)
    expect(readHistory(join(directory, history))).toMatchObject({ cutOff: false });
  expect(
    JSON.parse(readFileSync(join(directory, 'one/plain__a.2/plan.json'), 'utf8')),
  ).toMatchObject({ seed: 1, scenario: { name: 'plain/a' } });
});

describe('bail', () => {
  const wrong = () => [fakeTarget({ start: () => new NeverRefreshes() })];

  test('stops at the first unexpected failure', async () => {
    const { verdicts, results, rejected } = await runSuiteForTest({
      scenarios: [plain('a'), expiring('b'), plain('c'), exclusive('d')],
      bail: true,
      parallel: 1,
      targets: wrong(),
    });
    expect(rejected).toBeUndefined();
    expect(verdicts).toEqual(['plain/a 1 pass', 'expiring/b 1 fail']);
    expect(results).toMatchObject({
      exitCode: 1,
      totals: { scenarios: 2, fail: 1 },
      run: { finishedAt: expect.any(String) },
    });
  });

  test('lets nothing new begin beside it', async () => {
    const others = Array.from({ length: 20 }, (_, index) => plain(`n${index}`));
    const { verdicts, results } = await runSuiteForTest({
      scenarios: [expiring('b'), ...others],
      bail: true,
      parallel: 2,
      targets: wrong(),
    });
    expect(verdicts).toContain('expiring/b 1 fail');
    expect(verdicts.length).toBeLessThan(21);
    expect(results.exitCode).toBe(1);
  });

  test('without it everything runs', async () => {
    const { verdicts, results } = await runSuiteForTest({
      scenarios: [expiring('b'), plain('c')],
      parallel: 1,
      targets: wrong(),
    });
    expect(verdicts).toEqual(['expiring/b 1 fail', 'plain/c 1 pass']);
    expect(results.exitCode).toBe(1);
  });

  test('a known failure does not stop it', async () => {
    const before = await runSuiteForTest({ scenarios: [expiring('b')], targets: wrong() });
    const old = [{ scenario: 'expiring/b', reason: 'It never refreshes, that is known.' }];
    const { baseline } = updateBaseline({ n8n: '9.9.9', old, runs: [before.results] });
    const { verdicts, results } = await runSuiteForTest({
      scenarios: [expiring('b'), plain('c')],
      bail: true,
      parallel: 1,
      targets: wrong(),
      baselineFor: () => ({ name: 'mine', baseline }),
    });
    expect(verdicts).toEqual(['expiring/b 1 fail', 'plain/c 1 pass']);
    expect(results).toMatchObject({
      exitCode: 0,
      totals: { fail: 0, knownFail: 1 },
      scenarios: [{ known: { reason: 'It never refreshes, that is known.' } }, {}],
      targets: [{ baseline: 'mine' }],
    });
  });
});

test('a listed failure that does not happen any more is told', async () => {
  const asked: string[] = [];
  const { results } = await runSuiteForTest({
    scenarios: [plain('a')],
    targets: [fakeTarget({ n8n: '1.2.3' })],
    baselineFor(version) {
      asked.push(version);
      return {
        name: 'mine',
        baseline: {
          schemaVersion: 2,
          n8n: '1.2.3',
          known: [knownEntry('plain/a')],
        },
      };
    },
  });
  expect(new Set(asked)).toEqual(new Set(['1.2.3']));
  expect(results).toMatchObject({
    totals: { pass: 1, fixedUnexpectedly: 1 },
    scenarios: [{ verdict: 'pass', fixedUnexpectedly: true }],
    exitCode: 1,
  });
});

test('what the target cannot do is skipped, in words, without a run; only skipped is nothing', async () => {
  const bare = () => [
    fakeTarget({ start: () => changedClient(() => ({ capabilities: new Set() })) }),
  ];
  const restarting: Partial<DefinedScenario> = { ...exclusive('b'), remedies: ['restart'] };
  const { results, directory, progress } = await runSuiteForTest({
    scenarios: [exclusive('a'), restarting, plain('c')],
    targets: bare(),
  });
  expect(
    results.scenarios.map(({ name, verdict, outcome, summary }) => [
      name,
      verdict,
      outcome,
      verdict === 'skipped' ? summary : '',
    ]),
  ).toEqual([
    ['plain/c', 'pass', 'unaffected', ''],
    ['exclusive/a', 'skipped', 'skipped', "Skipped: the target cannot move n8n's clock."],
    [
      'exclusive/b',
      'skipped',
      'skipped',
      "Skipped: the target cannot move n8n's clock and restart n8n.",
    ],
  ]);
  expect(results.scenarios[1]?.history).toBeUndefined();
  expect(existsSync(join(directory, 'fake/exclusive__a/history.ndjson'))).toBe(false);
  expect(progress.filter(({ kind }) => kind === 'scenario-start')).toHaveLength(1);
  expect(results.exitCode).toBe(0);
  expect(
    (await runSuiteForTest({ scenarios: [exclusive('a')], targets: bare() })).results.exitCode,
  ).toBe(3);
});

test('what is skipped starts nothing anew, whatever it would have needed', async () => {
  const target = fakeTarget({ start: () => changedClient(() => ({ capabilities: new Set() })) });
  const forgetful = (name: string): Partial<DefinedScenario> => ({
    name: `redis/${name}`,
    plan: [{ do: 'execute' }, { do: 'inject', fault: 'redis/down' }, { do: 'execute' }],
  });
  await runSuiteForTest({ scenarios: [forgetful('a'), forgetful('b')], targets: [target] });
  expect(target.life).toEqual(['start 1', 'stop 1']);
});

test('offers the console while it runs, when told to', async () => {
  const { progress } = await runSuiteForTest({ scenarios: [{}], console: true });
  const note = progress.find((event) => event.kind === 'note');
  expect(note?.kind === 'note' && note.text).toMatch(
    /^Console http:\/\/127\.0\.0\.1:\d+\/console#token=[\w-]{20,}$/,
  );
  expect(
    (await runSuiteForTest({ scenarios: [{}] })).progress.some((event) => event.kind === 'note'),
  ).toBe(false);
});

test('a target that never started names the baseline it would have had', async () => {
  const suite = await runSuiteForTest({
    scenarios: [plain('a')],
    targets: [fakeTarget({ start: () => Promise.reject(new Error('It does not start.')) })],
    baselineFor: (n8n) => ({ name: 'mine.yaml', baseline: { schemaVersion: 2, n8n, known: [] } }),
  });
  expect(suite.rejected).toBeDefined();
  expect(suite.results).toMatchObject({
    scenarios: [],
    targets: [{ baseline: 'mine.yaml' }],
    run: { stopped: { by: 'error' } },
  });
});
