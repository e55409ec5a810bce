import { expect, test } from 'vitest';
import { judge } from '../check/judge.ts';
import { HarnessError } from '../model/error.ts';
import type { Rung } from '../model/recovery-result.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { changedClient } from '../testing/changed-client.ts';
import { runForTest } from '../testing/run-for-test.ts';
import { remedies } from './remedies/index.ts';

const LADDER = { wait: { for: '20ms' }, 'retry-on-fail': { wait: '10ms' } } as const;

/** A credential whose refresh token is revoked, and every remedy in turn. */
const revoked = (
  ladder: Readonly<Record<string, Readonly<Record<string, unknown>>>> = LADDER,
): Partial<DefinedScenario> => ({
  plan: [
    { do: 'execute' },
    { do: 'inject', fault: 'refresh-token/revoked' },
    { do: 'inject', fault: 'access-token/expired' },
    { do: 'execute' },
    { do: 'heal' },
    { do: 'execute' },
  ],
  remedies: { ladder },
  expect: { recovery: 'after-remedy', remedy: 'reconnect' },
});

const gave = (rungs: readonly Rung[] = []): readonly string[] =>
  rungs.map(({ remedy, gave: what }) => `${remedy}: ${what}`);

test('the lightest remedy that works is found, and what the others gave is told', async () => {
  const { history, outline } = await runForTest(revoked());
  const { recovery, summary } = judge(history);
  expect(recovery).toMatchObject({ observed: 'after-remedy', remedy: 'reconnect' });
  expect(gave(recovery.rungs)).toEqual([
    'wait: nothing',
    'run-again: nothing',
    'retry-on-fail: nothing',
    'restart: skipped',
    'reconnect: worked',
    'reconnect-in-editor: not needed',
    'edit-scope: not needed',
    'edit-token-url: not needed',
    'edit-secret: not needed',
    'recreate: not needed',
    'sync-clock: not needed',
  ]);
  expect(summary).toContain(
    'The lightest remedy of those tried: reconnect; wait, run-again, retry-on-fail did not bring it back for good. Not tried: restart (this target cannot restart n8n).',
  );
  expect(history.head?.ladder?.map(({ remedy }) => remedy)).toEqual(
    remedies.map(({ name }) => name),
  );
  // What held also survived another expiry.
  expect(outline.slice(outline.indexOf('remedy reconnect end'))).toEqual([
    'remedy reconnect end',
    'e7 started',
    'e7 success remedied',
    'fault access-token/expired begin',
    'fault access-token/expired healed by next-expiry',
    'e8 started',
    'e8 success remedied',
    'end completed',
  ]);
});

test('a remedy that helps until the next expiry is passed over', async () => {
  // The second refresh token is lost in every reply: what works now does not work an hour later.
  const { history } = await runForTest({
    ...revoked(),
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'refresh-token/missing' },
      { do: 'inject', fault: 'refresh-token/revoked' },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'execute' },
    ],
    expect: { recovery: 'none' },
  });
  const { recovery, summary } = judge(history);
  expect(recovery.observed).toBe('none');
  expect(gave(recovery.rungs)).toEqual(
    expect.arrayContaining([
      'run-again: nothing',
      'reconnect: until the next expiry',
      'recreate: until the next expiry',
      'sync-clock: skipped',
    ]),
  );
  expect(summary).toContain('but only until the next expiry');
});

test('a remedy that did not help is taken back before the next one', async () => {
  const plans: (number | undefined)[] = [];
  const client = changedClient((original) => ({
    async updateWorkflow(id, request) {
      plans.push(request.plan.retryOnFail?.maxTries);
      await original.updateWorkflow(id, request);
    },
  }));
  await runForTest(revoked(), { client });
  expect(plans).toEqual([3, undefined]);
});

test('what needs a value that nobody has said is passed over, with the reason', async () => {
  const { history } = await runForTest({
    realm: { scopes: 'read files' },
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'api/insufficient-scope', options: { scope: 'files' } },
      { do: 'execute' },
    ],
    remedies: { ladder: LADDER },
    expect: { recovery: 'none' },
  });
  expect(history.of('remedy').filter(({ state }) => state === 'skipped')).toMatchObject([
    { remedy: 'restart', because: 'this target cannot restart n8n' },
    { remedy: 'edit-scope', because: 'the scenario has nothing that could be typed' },
    { remedy: 'sync-clock', because: 'no clock is wrong' },
  ]);
  expect(judge(history).recovery.observed).toBe('none');
});

test('a browser that dies leaves its remedy untried, and decides nothing else', async () => {
  const client = changedClient((original) => ({
    connect: (id, signal, away) =>
      connects++ === 0 ? original.connect(id, signal, away) : Promise.reject(new Error('no')),
    connectInEditor: () =>
      Promise.reject(new HarnessError('browser-failed', 'Could not connect: the browser ended.')),
  }));
  let connects = 0;
  const { history } = await runForTest(revoked(), { client });
  expect(history.of('harness-error')).toEqual([]);
  const told = history.of('remedy').filter(({ remedy }) => remedy === 'reconnect-in-editor');
  expect(told.map(({ state, because }) => [state, because])).toEqual([
    ['begin', undefined],
    ['skipped', 'Could not connect: the browser ended.'],
  ]);
});

test('nothing is climbed where nothing is wrong', async () => {
  const { history } = await runForTest({
    plan: [{ do: 'execute' }, { do: 'inject', fault: 'access-token/expired' }, { do: 'execute' }],
    remedies: { ladder: LADDER },
    expect: { recovery: 'unaffected' },
  });
  expect(history.of('remedy')).toEqual([]);
  expect(judge(history).recovery.rungs).toBeUndefined();
});

test('a wrong token URL: no consent helps, and the right address does', async () => {
  const { history } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'operator/edits-token-url', options: { when: 'now' } },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'execute' },
    ],
    remedies: { ladder: LADDER },
    expect: { recovery: 'after-remedy', remedy: 'edit-token-url' },
  });
  const { recovery, verdict } = judge(history);
  expect(gave(recovery.rungs)).toEqual(
    expect.arrayContaining(['reconnect: failed', 'edit-token-url: worked']),
  );
  expect(verdict).toBe('pass');
});
