import { expect, test } from 'vitest';
import { judge } from '../../check/judge.ts';
import { HarnessError } from '../../model/error.ts';
import type { History } from '../../model/history.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { runForTest } from '../../testing/run-for-test.ts';

const plan = [
  { do: 'execute' },
  { do: 'inject', fault: 'n8n/upgraded' },
  { do: 'execute' },
] as const;

/** Runs a plan on a client whose version is exchanged by `start`. */
async function upgraded(start: () => Promise<void>) {
  let isAlive = true;
  const { system } = fakeSystem({ versions: { older: '1.0.0', newer: '2.0.0' } });
  const client = changedClient((original) => ({
    capabilities: new Set([...original.capabilities, 'kill', 'other-version'] as const),
    system: {
      ...system,
      startAs: () =>
        start().catch((cause: unknown) => {
          isAlive = false;
          throw cause;
        }),
    },
    get alive() {
      return isAlive;
    },
  }));
  return runForTest({ plan: [...plan], nextExpiry: 'skip' }, { client });
}

/** The types of the events just before and after the exchange. */
const around = (history: History): readonly string[] => {
  const at = history.events.findIndex(({ type }) => type === 'version');
  return history.events.slice(at - 2, at + 3).map(({ type }) => type);
};

test('an exchange stands between two readings of all that is stored', async () => {
  const { history } = await upgraded(async () => undefined);
  expect(around(history)).toEqual([
    'stored-credential',
    'stored-rows',
    'version',
    'stored-credential',
    'stored-rows',
  ]);
  expect(history.of('version')).toMatchObject([
    { from: '1.0.0', to: '2.0.0', data: 'left', started: true },
  ]);
  expect(judge(history).versions).toEqual(['1.0.0', '2.0.0']);
});

test('a version that does not come up on these data is no failure of the harness', async () => {
  const { history } = await upgraded(() =>
    Promise.reject(new HarnessError('n8n-start-failed', 'Could not start n8n 2.0.0.')),
  );
  expect(history.of('version')).toMatchObject([{ started: false }]);
  expect(history.of('harness-error')).toEqual([]);
  const judged = judge(history);
  expect([judged.verdict, judged.outcome]).toEqual(['fail', 'crashed']);
  expect(judged.summary).toContain('version 2.0.0 did not come up on what 1.0.0 had stored');
});
