import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { updateBaseline } from '../check/update-baseline.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';
import { NeverRefreshes } from '../testing/wrong-clients/refresh/never-refreshes.ts';

/** A scenario that runs this many executions at the same time. */
const wide = (name: string, concurrency: number): Partial<DefinedScenario> => ({
  name: `wide/${name}`,
  plan: [{ do: 'execute', times: concurrency, concurrency }],
  nextExpiry: 'skip',
});

/** A client that counts simultaneous executions. Each execution takes a while. */
function counting() {
  let running = 0;
  let most = 0;
  const client = changedClient((original) => ({
    async execute(id, run, signal) {
      running += 1;
      most = Math.max(most, running);
      await delay(15);
      running -= 1;
      return original.execute(id, run, signal);
    },
  }));
  return { client, most: () => most };
}

test('two scenarios whose executions do not fit together run one after the other', async () => {
  const { client, most } = counting();
  const { verdicts, progress } = await runSuiteForTest({
    scenarios: [wide('a', 6), wide('b', 6)],
    parallel: 2,
    targets: [fakeTarget({ slots: 10, start: () => client })],
  });
  expect(verdicts).toEqual(['wide/a 1 pass', 'wide/b 1 pass']);
  expect(most()).toBe(6);
  expect(
    progress.flatMap((event) =>
      event.kind === 'scenario-start'
        ? [`start ${event.name}`]
        : event.kind === 'scenario-end'
          ? [`end ${event.result.name}`]
          : [],
    ),
  ).toEqual(['start wide/a', 'end wide/a', 'start wide/b', 'end wide/b']);
});

test('two that do fit run side by side', async () => {
  const { client, most } = counting();
  const { verdicts } = await runSuiteForTest({
    scenarios: [wide('a', 5), wide('b', 5)],
    parallel: 2,
    targets: [fakeTarget({ slots: 10, start: () => client })],
  });
  expect(verdicts.toSorted()).toEqual(['wide/a 1 pass', 'wide/b 1 pass']);
  expect(most()).toBeGreaterThan(5);
});

test('one that wants more than there is runs alone', async () => {
  const { client, most } = counting();
  const { verdicts } = await runSuiteForTest({
    scenarios: [wide('small', 1), wide('big', 6), wide('tiny', 1)],
    parallel: 3,
    targets: [fakeTarget({ slots: 4, start: () => client })],
  });
  expect(verdicts).toHaveLength(3);
  expect(most()).toBe(6);
});

test('where the target sets no limit nobody waits', async () => {
  const { client, most } = counting();
  await runSuiteForTest({
    scenarios: [wide('a', 6), wide('b', 6)],
    parallel: 2,
    targets: [fakeTarget({ start: () => client })],
  });
  expect(most()).toBeGreaterThan(6);
});

test('one that waits for its slots does not begin after an unexpected failure with bail', async () => {
  const expiring = (name: string): Partial<DefinedScenario> => ({
    ...wide(name, 6),
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'execute', times: 6, concurrency: 6 },
      { do: 'heal' },
      { do: 'execute' },
    ],
  });
  const { verdicts } = await runSuiteForTest({
    scenarios: [expiring('a'), wide('b', 6), wide('c', 6)],
    parallel: 3,
    bail: true,
    targets: [fakeTarget({ slots: 10, start: () => new NeverRefreshes() })],
  });
  expect(verdicts).toEqual(['wide/a 1 fail']);
});

test('of a baseline only what holds on the topology of the target is known', async () => {
  const failing: Partial<DefinedScenario> = {
    name: 'failing/a',
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'execute' },
      { do: 'heal' },
      { do: 'execute' },
    ],
  };
  const targets = (['queue', 'single'] as const).map((topology) =>
    fakeTarget({ id: topology, topology, start: () => new NeverRefreshes() }),
  );
  const { results: before } = await runSuiteForTest({ scenarios: [failing], targets });
  const { baseline } = updateBaseline({ n8n: '9.9.9', old: [], runs: [before] });
  const known = baseline.known.map((entry) => ({
    ...entry,
    topologies: ['queue' as const],
    reason: 'It is known for a long time.',
  }));
  const { results } = await runSuiteForTest({
    scenarios: [failing],
    targets,
    baselineFor: () => ({ name: 'ours', baseline: { ...baseline, known } }),
  });
  expect(
    results.scenarios.map(({ target, verdict, known: excuse }) => [
      target,
      verdict,
      excuse?.reason,
    ]),
  ).toEqual([
    ['queue', 'fail', 'It is known for a long time.'],
    ['single', 'fail', undefined],
  ]);
  expect(results.exitCode).toBe(1);
});
