import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';
import { ownSample } from '../workflows/own/testing/own-sample.ts';

/** A client whose executions take long; it notes how long each of them was allowed to take. */
function slowClient(ms: number) {
  const allowed: number[] = [];
  const client = changedClient((original) => ({
    async execute(id, run, signal) {
      allowed.push(run.deadlineMs);
      await delay(ms, undefined, { signal });
      return original.execute(id, run, signal);
    },
  }));
  return { client, allowed };
}

test('after the rehearsal an execution may take longer by what the workflow takes by itself', async () => {
  const { client, allowed } = slowClient(200);
  const { results, progress } = await runSuiteForTest({
    scenarios: [
      {
        name: 'plain/a',
        plan: [{ do: 'execute' }],
        workflows: { main: { use: 'http-request' } },
        nextExpiry: 'skip',
      },
    ],
    own: { ...ownSample(), limitMs: 7_000 },
    targets: [fakeTarget({ start: () => client })],
    parallel: 3,
  });
  expect(results.exitCode).toBe(0);
  const [first, second, ...others] = allowed;
  expect([first, second]).toEqual([7_000, 7_000]);
  expect(others.length).toBeGreaterThan(0);
  for (const deadline of others) expect(deadline).toBeGreaterThanOrEqual(60_600);
  const notes = progress.flatMap((event) => (event.kind === 'note' ? [event.text] : []));
  expect(notes[0]).toMatch(/^Rehearsing 'Sync contacts to the CRM' on fake; .* 7\.0 s/);
  expect(notes[1]).toMatch(/twice without a fault, in \d\.\d s at most\./);
});
