import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';

const plain = (name: string): Partial<DefinedScenario> => ({
  name: `plain/${name}`,
  plan: [{ do: 'execute', times: 2 }],
  nextExpiry: 'skip',
});

test('the parts of the time add up to no more than the whole, and each is where it was spent', async () => {
  const targets = ['one', 'two'].map((id) =>
    fakeTarget({
      id,
      installMs: 1_000,
      start: () =>
        delay(40).then(() =>
          changedClient((original) => ({
            execute: (...call) => delay(15).then(() => original.execute(...call)),
          })),
        ),
    }),
  );
  const { results } = await runSuiteForTest({
    scenarios: [
      plain('a'),
      plain('b'),
      {
        ...plain('c'),
        plan: [{ do: 'execute' }, { do: 'rendezvous', requests: 2, within: '80ms' }],
        nextExpiry: 'skip',
      },
    ],
    targets,
    parallel: 1,
  });
  const { installMs, bootMs, busyMs, waitingMs, harnessMs, wallMs } = results.timing ?? {
    installMs: 0,
    bootMs: 0,
    busyMs: 0,
    waitingMs: 0,
    harnessMs: 0,
    wallMs: 0,
  };
  expect(installMs).toBe(2_000);
  // Timers may fire slightly early, so the bounds are a little lower than the delays.
  expect(bootMs).toBeGreaterThan(2 * 35);
  expect(busyMs).toBeGreaterThan(2 * 5 * 13);
  expect(waitingMs).toBeGreaterThan(2 * 70);
  expect(harnessMs).toBeGreaterThan(0);
  expect(installMs + bootMs + busyMs + waitingMs + harnessMs).toBeLessThanOrEqual(wallMs + 5);
});

test('an execution without an end does not count as running for ever', async () => {
  let calls = 0;
  const target = fakeTarget({
    start: () =>
      changedClient((original) => ({
        execute: (...call) =>
          (calls += 1) === 1 ? Promise.reject(new Error('no')) : original.execute(...call),
        createWorkflow: (request) =>
          delay(calls === 0 ? 0 : 400).then(() => original.createWorkflow(request)),
      })),
  });
  const { results, verdicts } = await runSuiteForTest({
    scenarios: [plain('a'), plain('b')],
    targets: [target],
    parallel: 1,
  });
  expect(verdicts).toEqual(['plain/a 1 inconclusive', 'plain/b 1 pass']);
  expect(results.timing?.harnessMs).toBeGreaterThan(350);
});
