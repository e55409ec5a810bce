import { expect, test } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { connect } from '../../plan/steps/connect.ts';
import { execute } from '../../plan/steps/execute.ts';
import { heal } from '../../plan/steps/heal.ts';
import { inject } from '../../plan/steps/inject.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { tryToConnect } from './connect-credential.ts';
import { injectFault } from './inject.ts';

const REFUSED = {
  do: 'inject',
  fault: 'token/client-refused',
  options: { grants: ['authorization_code'] },
} as const;

test('a connect that may fail comes after the one at the beginning, and the plan goes on', async () => {
  const { outline, history } = await runForTest({
    plan: [
      { do: 'execute' },
      REFUSED,
      { do: 'connect', mayFail: true },
      { do: 'heal' },
      { do: 'execute' },
    ],
  });
  expect(outline.filter((line) => line.startsWith('connect'))).toEqual([
    'connect main true',
    'connect main false',
  ]);
  expect(history.of('connect').at(-1)).toMatchObject({
    mayFail: true,
    shown: expect.stringContaining('invalid_client'),
  });
  expect(history.executions().every(({ status }) => status === 'success')).toBe(true);
  expect(history.of('end')).toMatchObject([{ reason: 'completed' }]);
});

test('without it the run stops where the connect is refused', async () => {
  const { history } = await runForTest({
    plan: [{ do: 'execute' }, REFUSED, { do: 'connect' }, { do: 'execute' }],
    credentials: { main: { grant: 'authorization-code' } },
  });
  expect(history.of('connect').at(-1)?.ok).toBe(false);
  expect(history.of('end')).toMatchObject([{ because: 'not-connected' }]);
});

/** A client whose processes are gone when its user comes back for the second time. */
function goneAtSecondConnect() {
  const { system, calls } = fakeSystem();
  let connects = 0;
  const client = changedClient((original) => ({
    system,
    capabilities: new Set([...original.capabilities, 'kill', 'sender'] as const),
    async connect(id, signal, away) {
      connects += 1;
      if (connects === 2)
        throw new HarnessError('n8n-unreachable', 'Could not connect: no answer.');
      return original.connect(id, signal, away);
    },
  }));
  return { client, calls };
}

const KILLED = inject('n8n/killed', { process: 'main', when: 'now' });

test('a client that a fault has taken away answers nobody, and the plan goes on', async () => {
  const { client, calls } = goneAtSecondConnect();
  const { history } = await runForTest(
    {
      plan: [
        { do: 'execute' },
        KILLED,
        { do: 'connect', mayFail: true },
        { do: 'heal' },
        { do: 'execute' },
      ],
    },
    { client },
  );
  expect(calls).toEqual(expect.arrayContaining(['kill main', 'start main']));
  expect(history.of('connect').at(-1)).toMatchObject({ ok: false, unanswered: true });
  expect(history.of('stored-credential').map(({ moment }) => moment)).toContain('refused');
  expect(history.of('harness-error')).toEqual([]);
  expect(history.of('end')).toMatchObject([{ reason: 'completed' }]);
});

test.each([
  ['no fault has taken it away', []],
  ['the fault is over', [KILLED, execute(1), heal()]],
])('nobody is to blame when a client does not answer although %s', async (_, before) => {
  const plan = [execute(1), ...before, connect('main', { mayFail: true })];
  const { history } = await runForTest({ plan }, { client: goneAtSecondConnect().client });
  expect(history.of('connect').at(-1)).not.toHaveProperty('unanswered');
  expect(history.of('harness-error')).toMatchObject([{ code: 'n8n-unreachable' }]);
  expect(history.of('end')).toMatchObject([{ reason: 'aborted' }]);
});

test('the connection of a client that is killed breaks before the kill is known to be done', async () => {
  const { system } = fakeSystem();
  const { run, events } = await bareRun({
    credentialIds: new Map([['main', 'c1']]),
    client: changedClient(() => ({
      system: { ...system, kill: () => tryToConnect(run, 'main') },
      capabilities: new Set(['kill', 'sender'] as const),
      connect: () =>
        Promise.reject(new HarnessError('n8n-unreachable', 'Could not connect: no answer.')),
    })),
  });
  await injectFault(run, { fault: 'n8n/killed', options: { process: 'main', when: 'now' } });
  expect(events.filter(({ type }) => type === 'connect')).toMatchObject([
    { ok: false, unanswered: true },
  ]);
  expect(run.beginning).toEqual([]);
});
