import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { WorkflowRequest } from '../../model/client.ts';
import type { RemedyStep } from '../../model/remedy.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { API_NODE } from '../../testing/sample-plan.ts';
import { remedies, withRemedyActs } from './index.ts';

/** A scenario whose credential stays dead, and the remedies that are tried on it. */
const dead = (...tried: readonly RemedyStep[]): Partial<DefinedScenario> => ({
  credentials: { main: {}, other: {} },
  workflows: {
    main: { use: 'http-request' },
    second: { use: 'http-request' },
    apart: { use: 'http-request', credential: 'other' },
  },
  plan: [
    { do: 'execute' },
    { do: 'inject', fault: 'refresh-token/family-revoked', options: { client: 'main' } },
    { do: 'execute' },
    { do: 'heal' },
  ],
  remedies: tried,
});

/** A client that records what an operator does after the set-up. */
function noting() {
  const done: string[] = [];
  const updates: WorkflowRequest[] = [];
  const client = changedClient((original) => ({
    async createCredential(request) {
      const id = await original.createCredential(request);
      done.push(`create ${id}`);
      return id;
    },
    async connect(id, signal) {
      await original.connect(id, signal);
      done.push(`connect ${id}`);
    },
    async editScope(id, scope) {
      await original.editScope(id, scope);
      done.push(`scope ${id} ${scope}`);
    },
    async editSecret(id, secret) {
      await original.editSecret(id, secret);
      done.push(`secret ${id}`);
    },
    async deleteCredential(id) {
      await original.deleteCredential(id);
      done.push(`delete ${id}`);
    },
    async updateWorkflow(id, request) {
      await original.updateWorkflow(id, request);
      done.push(`update ${id}`);
      updates.push(request);
    },
  }));
  return { client, done, updates };
}

const SET_UP = ['create 2', 'create 3', 'connect 2', 'connect 3'];

test('each file of this folder is listed by its name', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !/^(index|define-remedy)\.|\.test\./.test(file))
    .map((file) => file.replace('.ts', ''));
  expect(remedies.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
});

test('each tells what the operator does, and older histories are told it, too', async () => {
  const { history } = await runForTest(dead('reconnect'));
  const told = history.of('remedy');
  expect(told.map(({ state, act }) => [state, act])).toEqual([
    ['begin', 'open the credential and connect the account again'],
    ['end', 'open the credential and connect the account again'],
  ]);
  const older = history.events.map((event) => {
    if (event.type !== 'remedy') return event;
    const { act: _, ...rest } = event;
    return rest;
  });
  expect(withRemedyActs(older)).toEqual(history.events);
  const gone = { n: 1, at: 0, type: 'remedy', remedy: 'pray', state: 'end' } as const;
  expect(withRemedyActs([gone])).toEqual([gone]);
});

test('reconnect: a new consent for the same credential', async () => {
  const { client, done } = noting();
  const { history, outline } = await runForTest(dead('reconnect'), { client });
  expect(done.slice(0, -2)).toEqual([...SET_UP, 'connect 2']);
  const [before, now] = [
    history.of('stored-credential').find(({ moment }) => moment === 'connected'),
    history.of('stored-credential').findLast(({ credential }) => credential === 'main'),
  ];
  expect(before?.live?.family).toBe('f1');
  expect(now?.live?.family).toBe('f3');
  expect(now?.access).toEqual(now?.live?.access);
  expect(outline.slice(-2)).toEqual(['e4 success remedied', 'end completed']);
});

test('recreate: another credential, connected, in every workflow that had the old one, and in no other', async () => {
  const { client, done, updates } = noting();
  const { outline } = await runForTest(dead('recreate'), { client });
  expect(done.slice(0, -2)).toEqual([
    ...SET_UP,
    'delete 2',
    'create 7',
    'connect 7',
    'update 4',
    'update 5',
  ]);
  expect(updates.map(({ credentialId }) => credentialId)).toEqual(['7', '7']);
  expect(outline.slice(-2)).toEqual(['e4 success remedied', 'end completed']);
});

test('recreate that fails half-way leaves no credential, which the next remedy and the probes know', async () => {
  let created = 0;
  const client = changedClient((original) => ({
    createCredential: async (request) =>
      (created += 1) === 3 ? Promise.reject(new Error('full')) : original.createCredential(request),
  }));
  const { outline, history } = await runForTest(dead('recreate', 'reconnect', 'recreate'), {
    client,
  });
  expect(outline.filter((line) => /^remedy|^harness-error/.test(line))).toEqual([
    'remedy recreate begin',
    'remedy recreate failed',
    'remedy reconnect begin',
    'remedy reconnect failed',
    'remedy recreate begin',
    'remedy recreate end',
  ]);
  expect(history.of('remedy').flatMap(({ error }) => error ?? [])).toEqual([
    'full',
    'Could not connect credential main: it does not exist.',
  ]);
  expect(outline.slice(-2)).toEqual(['e4 success remedied', 'end completed']);
});

test('edit-scope: the scope, then a new consent for it', async () => {
  const { client, done } = noting();
  const { outline, history } = await runForTest(
    {
      realm: { scopes: 'read files' },
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'api/insufficient-scope', options: { scope: 'files' } },
        { do: 'execute' },
      ],
      remedies: ['reconnect', { remedy: 'edit-scope', scope: 'read files' }],
    },
    { client },
  );
  expect(done.slice(0, -1)).toEqual([
    'create 2',
    'connect 2',
    'connect 2',
    'scope 2 read files',
    'connect 2',
  ]);
  expect(outline.filter((line) => line.endsWith('remedied'))).toEqual([
    'phase remedied',
    'e3 error remedied',
    'e4 success remedied',
    'e5 success remedied',
  ]);
  expect(history.of('stored-credential').at(-1)?.live?.scope).toBe('read files');
});

test('edit-secret: a new secret in the credential, and no new consent', async () => {
  const { client, done } = noting();
  const { outline, history } = await runForTest(
    {
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'client/secret-rotated' },
        { do: 'inject', fault: 'access-token/expired' },
        { do: 'execute' },
      ],
      remedies: ['edit-secret'],
    },
    { client },
  );
  expect(done).toEqual(['create 2', 'connect 2', 'secret 2', expect.stringMatching(/^delete/)]);
  expect(outline).toContain('e3 success remedied');
  const edited = history.of('stored-credential').find(({ moment }) => moment === 'edited');
  expect(edited?.typed).toEqual({ clientSecret: edited?.fields['clientSecret'] });
});

test('sync-clock: every wrong clock, and nothing else', async () => {
  const { outline } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'n8n/clock-ahead' },
      { do: 'inject', fault: 'clock/provider-ahead' },
      { do: 'inject', fault: 'api/server-error' },
      { do: 'execute' },
    ],
    remedies: ['sync-clock'],
  });
  expect(outline.filter((line) => line.includes(' healed by '))).toEqual([
    'fault clock/provider-ahead healed by sync-clock',
    'fault n8n/clock-ahead healed by sync-clock',
    'fault api/server-error healed by end',
  ]);
  const remedy = outline.slice(
    outline.indexOf('remedy sync-clock begin') + 1,
    outline.indexOf('remedy sync-clock end'),
  );
  expect(remedy).toContain('clock n8n 0');
  expect(remedy).toContain('clock issuer 0');
});

test.each<[RemedyStep, { maxTries: number; waitMs: number }]>([
  ['retry-on-fail', { maxTries: 3, waitMs: 5_000 }],
  [
    { remedy: 'retry-on-fail', maxTries: 4, wait: '20ms' },
    { maxTries: 4, waitMs: 20 },
  ],
  [
    { remedy: 'retry-on-fail', wait: '1s' },
    { maxTries: 3, waitMs: 1_000 },
  ],
])(
  '%j switches Retry On Fail on in every workflow of the main credential',
  async (step, retryOnFail) => {
    const { client, updates } = noting();
    // The fault is healed before any retry, so that the test does not have to wait.
    const { outline } = await runForTest(
      {
        ...dead(step),
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'api/server-error', options: { times: 1 } },
          { do: 'execute' },
        ],
        nextExpiry: 'skip',
      },
      { client },
    );
    expect(updates.map(({ plan, credentialId }) => [plan.retryOnFail, credentialId])).toEqual([
      [retryOnFail, '2'],
      [retryOnFail, '2'],
    ]);
    expect(updates[0]?.plan.n8n.nodes.find(({ name }) => name === API_NODE)).toMatchObject({
      retryOnFail: true,
      maxTries: retryOnFail.maxTries,
      waitBetweenTries: retryOnFail.waitMs,
    });
    expect(outline).toContain('e3 success remedied');
  },
);

test('retry-on-fail: the workflow that had no second try has one', async () => {
  const { outline, history } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'api/server-error', options: { times: 2 } },
      { do: 'execute' },
    ],
    remedies: [{ remedy: 'retry-on-fail', maxTries: 2, wait: '10ms' }],
    nextExpiry: 'skip',
  });
  expect(outline).toContain('e3 success remedied');
  expect(history.of('request').filter(({ item }) => item === 'e3.1')).toHaveLength(2);
});

test('restart: the client is restarted', async () => {
  const restarts: string[] = [];
  const client = changedClient((original) => ({
    capabilities: new Set([...original.capabilities, 'restart' as const]),
    restart: async () => void restarts.push('restart'),
  }));
  const { outline } = await runForTest(dead('restart'), { client });
  expect(restarts).toEqual(['restart']);
  expect(outline).toContain('remedy restart end');
});
