import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClientUnderTest, ExecutionReport } from '../model/client.ts';
import { ConnectFailed } from '../model/connect-failed.ts';
import type { EventType } from '../model/event.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import type { CorrectClient } from '../reference-clients/correct-client.ts';
import { changedClient } from '../testing/changed-client.ts';
import { runForTest } from '../testing/run-for-test.ts';

/** A client that shows its client secret where `leak` says. */
function leakyClient(
  leak: (original: CorrectClient, secret: () => string) => Partial<ClientUnderTest>,
) {
  let secret = 'not yet';
  const client = changedClient((original) => ({
    createCredential(request) {
      secret = request.provider.clientSecret;
      return original.createCredential(request);
    },
    ...leak(original, () => secret),
  }));
  return { client, secret: () => secret };
}

const fails = (secret: () => string) => () => Promise.reject(new Error(`no good: ${secret()}`));
const NAME = /\[withheld: the (?:message|text|line) contains [^\]]*main[^\]]*\]/;

test.each<
  [
    string,
    EventType,
    (original: CorrectClient, secret: () => string) => Partial<ClientUnderTest>,
    Partial<DefinedScenario>,
  ]
>([
  ['the error of a connect', 'connect', (_, secret) => ({ connect: fails(secret) }), {}],
  ['what broke the run', 'harness-error', (_, secret) => ({ createWorkflow: fails(secret) }), {}],
  [
    'the error of a probe',
    'harness-error',
    (_, secret) => ({ readStoredCredential: fails(secret) }),
    {},
  ],
  [
    'the error of an execution',
    'execution',
    (_, secret) => ({
      execute: async () => ({
        status: 'error',
        error: { message: `bad ${secret()}`, description: `worse ${secret()}` },
        stored: '',
      }),
    }),
    {},
  ],
  [
    'the error of a remedy',
    'remedy',
    (original, secret) => {
      let connected = 0;
      return {
        execute: async () => ({ status: 'error', stored: '' }),
        async connect(id, signal) {
          connected += 1;
          return connected > 1 ? fails(secret)() : original.connect(id, signal);
        },
      };
    },
    { remedies: ['reconnect'] },
  ],
])('a secret in %s is withheld and named', async (_, type, leak, part) => {
  const { client, secret } = leakyClient(leak);
  const { history, rejected } = await runForTest(part, { client });
  expect(rejected).toBeUndefined();
  expect(secret()).toMatch(/^oc_cs_/);
  expect(JSON.stringify(history.of(type))).toMatch(NAME);
  expect(JSON.stringify(history.events)).not.toContain(secret());
});

test('a secret in the log is withheld from its line, and the whole log is searched at the end', async () => {
  let log = '';
  let name = '';
  const { client, secret } = leakyClient((original, tell) => ({
    async execute(id, run, signal) {
      log += `warn something else: ${tell()}\nerror credential "${name}" has ${tell()}\nwarn credential "${name}" is strange\n`;
      return original.execute(id, run, signal);
    },
    async createWorkflow(request) {
      name = request.credentialName;
      return original.createWorkflow(request);
    },
    readLog: async (since) => ({
      texts: [{ process: 'client', text: since === 'end' ? '' : log.slice(since['client'] ?? 0) }],
      mark: { client: log.length },
    }),
  }));
  const { history } = await runForTest({ nextExpiry: 'skip' }, { client });
  expect(
    history.of('log').map(({ level, line }) => [level, NAME.test(line) ? 'withheld' : line]),
  ).toEqual([
    ['error', 'withheld'],
    ['warn', `warn credential "${name}" is strange`],
  ]);
  expect(history.of('leak-scan')).toMatchObject([
    { place: 'connect-page', leaks: [] },
    { place: 'client-log', leaks: [expect.stringContaining('main')] },
    { place: 'client-store', leaks: [] },
    { place: 'form', leaks: [] },
  ]);
  expect(JSON.stringify(history.events)).not.toContain(secret());
});

test('the page that ends connecting is searched and not kept', async () => {
  const { client, secret } = leakyClient((original, tell) => ({
    async connect(id, signal) {
      return `${await original.connect(id, signal)}<pre>${tell()}</pre>`;
    },
  }));
  const { history } = await runForTest({}, { client });
  expect(history.of('leak-scan')[0]).toMatchObject({
    place: 'connect-page',
    leaks: [expect.stringContaining('main')],
  });
  expect(JSON.stringify(history.events)).not.toContain(secret());
});

test('a page that says no is searched as well', async () => {
  const { client, secret } = leakyClient((_, tell) => ({
    connect: () => Promise.reject(new ConnectFailed('it says no', `<pre>${tell()}</pre>`)),
  }));
  const { history } = await runForTest({}, { client });
  expect(history.of('connect')).toMatchObject([{ ok: false }]);
  expect(history.of('leak-scan')[0]).toMatchObject({
    place: 'connect-page',
    leaks: [expect.stringContaining('main')],
  });
  expect(JSON.stringify(history.events)).not.toContain(secret());
});

test('what the client stored of an execution is searched and not kept', async () => {
  const { client, secret } = leakyClient((_, tell) => ({
    execute: async () => ({ status: 'success', stored: `all of it: ${tell()}` }),
  }));
  const { history } = await runForTest({}, { client });
  expect(history.of('execution')[0]?.leaks).toEqual([expect.stringContaining('main')]);
  expect(JSON.stringify(history.events)).not.toContain(secret());
});

test.each<[string, (secret: string) => Partial<ExecutionReport>]>([
  ['the message of an error', (secret) => ({ error: { message: `bad ${secret}` } })],
  [
    'the description of an error',
    (secret) => ({ error: { message: 'bad', description: `worse ${secret}` } }),
  ],
  ['the message of an alarm', (secret) => ({ alarm: { message: `bad ${secret}` } })],
  ['the description of an alarm', (secret) => ({ alarm: { description: `worse ${secret}` } })],
])('%s is searched although nothing is stored', async (_, told) => {
  const { client, secret } = leakyClient((__, tell) => ({
    execute: async () => ({ status: 'error', stored: '', ...told(tell()) }),
  }));
  const { history } = await runForTest({}, { client });
  expect(history.of('execution')[0]?.leaks).toEqual([expect.stringContaining('main')]);
  expect(JSON.stringify(history.events)).not.toContain(secret());
});

test('the history file itself is searched at the end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  try {
    const historyFile = join(folder, 'history.ndjson');
    writeFileSync(historyFile, '');
    const scan = async (executionId: (secret: string) => string) => {
      const { client } = leakyClient((_, secret) => ({
        execute: async () => ({
          status: 'success',
          stored: '',
          executionId: executionId(secret()),
        }),
      }));
      const { history } = await runForTest(
        {},
        {
          client,
          historyFile,
          onEvent: (event) => appendFileSync(historyFile, `${JSON.stringify(event)}\n`),
        },
      );
      return history.of('leak-scan').find(({ place }) => place === 'history')?.leaks;
    };
    expect(await scan(() => '17')).toEqual([]);
    expect(await scan((secret) => secret)).toEqual([expect.stringContaining('main')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('stored tokens become names, other fields digests that show a change and nothing else', async () => {
  let note = 'first';
  const client = changedClient((original) => ({
    readStoredCredential: (id, reduce) =>
      original.readStoredCredential(id, (fields) => reduce({ ...fields, note, csrfSecret: note })),
  }));
  const { history } = await runForTest(
    { plan: [{ do: 'execute' }, { do: 'inject', fault: 'rotation/immediate' }, { do: 'execute' }] },
    { client, onEvent: ({ type }) => void (type === 'fault' && (note = 'second')) },
  );
  const [, before, ...later] = history.of('stored-credential');
  const after = later.at(-1);
  expect(before?.access).toMatchObject({ kind: 'access', family: 'f1', generation: 1 });
  expect(before?.live?.access).toEqual(before?.access);
  expect(before?.fields['clientSecret']).toMatch(/^[0-9a-f]{12}$/);
  expect(after?.fields['clientSecret']).toBe(before?.fields['clientSecret']);
  expect(after?.fields['note']).not.toBe(before?.fields['note']);
  expect(Object.keys(before?.fields ?? {})).not.toContain('csrfSecret');
});

test('a probe that fails is an event, and the run goes on', async () => {
  const { outline, rejected } = await runForTest(
    { nextExpiry: 'skip' },
    {
      client: changedClient(() => ({
        readStoredCredential: () => Promise.reject(new Error('locked')),
      })),
    },
  );
  expect(rejected).toBeUndefined();
  expect(outline.slice(-3)).toEqual([
    'harness-error probe-failed',
    'harness-error probe-failed',
    'end completed',
  ]);
});
