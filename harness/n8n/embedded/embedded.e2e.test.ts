import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, type Provider, type Realm } from '../../../mock-provider/index.ts';
import { runningProcesses } from '../../machine/running-processes.ts';
import type { CredentialRequest, WorkflowRequest } from '../../model/client.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { ProcessEvent, RunningTarget } from '../../model/target.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import { fakeServer } from '../rest/testing/fake-server.ts';
import { createEmbeddedTarget } from './embedded-target.ts';

const signal = new AbortController().signal;
const DAY_MS = 86_400_000;
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';

let directory: string;
let provider: Provider;
let realm: Realm;
let n8n: RunningTarget;
let addresses: CredentialRequest['provider'];
let credential: string;
let workflow: string;
const events: ProcessEvent[] = [];

const request = (change: Partial<WorkflowRequest> = {}): WorkflowRequest => ({
  name: 'calls',
  plan: samplePlan(),
  credentialId: credential,
  credentialName: 'main',
  provider: addresses,
  ...change,
});
const run = (key: string, items: readonly string[] = [`${key}.1`]) =>
  n8n.execute(workflow, { key, items, deadlineMs: 60_000 }, signal);

beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'e2e-')));
  provider = await startProvider();
  realm = provider.createRealm('driver');
  const client = realm.registerClient('main');
  addresses = {
    authorizationUrl: realm.authorizationUrl,
    tokenUrl: realm.tokenUrl,
    apiUrl: realm.apiUrl,
    clientId: client.id,
    clientSecret: client.secret,
  };
  const target = await createEmbeddedTarget(VERSION, { onProgress: () => {} });
  n8n = await target.start({
    directory,
    onProcess: (event) => void events.push(event),
    provider: { here: provider.url, there: provider.url },
    signal,
  });
  credential = await n8n.createCredential(
    { name: 'main', spec: CREDENTIAL_DEFAULTS, provider: addresses },
    signal,
  );
  await n8n.connect(credential, signal);
  workflow = await n8n.createWorkflow(request(), signal);
});
afterAll(async () => {
  await n8n?.[Symbol.asyncDispose]();
  await provider?.close();
  rmSync(directory, { recursive: true, force: true });
});

describe(`n8n ${VERSION}`, () => {
  it('calls the API once for each item and tells when it began', async () => {
    const before = Date.now();
    const report = await run('one', ['one.1', 'one.2']);
    expect(report).toMatchObject({ status: 'success', itemsWithErrorBody: [] });
    expect(report.clientStartedAtMs).toBeGreaterThan(before - 1_000);
    expect(report.clientStartedAtMs).toBeLessThan(Date.now() + 1_000);
    expect(report.stored).toContain('one.2');
  });

  it('runs eight at once, each with its own result', async () => {
    const keys = Array.from({ length: 8 }, (_, index) => `eight${index}`);
    const reports = await Promise.all(keys.map((key) => run(key)));
    expect(reports.map(({ status }) => status)).toEqual(keys.map(() => 'success'));
    for (const [index, { stored }] of reports.entries())
      expect(stored).toContain(`${keys[index]}.1`);
    expect(new Set(reports.map(({ executionId }) => executionId)).size).toBe(8);
  });

  it('reads the stored credential, which holds the pair that is live', async () => {
    const stored = await n8n.readStoredCredential(credential, ({ oauthTokenData }) => {
      const { access_token: access, refresh_token: refresh } = oauthTokenData as Readonly<
        Record<string, unknown>
      >;
      return { access: realm.identify(access), refresh: realm.identify(refresh) };
    });
    expect(stored).toMatchObject({
      access: realm.livePair('main')?.access,
      refresh: realm.livePair('main')?.refresh,
    });
  });

  it('edits the scope and keeps tokens and secret', async () => {
    await n8n.editScope(credential, 'read write', signal);
    const fields = await n8n.readStoredCredential(
      credential,
      ({ scope, clientSecret, oauthTokenData }) => ({
        scope,
        secret: clientSecret === addresses.clientSecret,
        tokens: typeof oauthTokenData,
      }),
    );
    expect(fields).toEqual({ scope: 'read write', secret: true, tokens: 'object' });
    await n8n.editScope(credential, 'read', signal);
  });

  it('runs once what is asked for as soon as it is up again', async () => {
    const called: (string | undefined)[] = [];
    const stopListening = realm.listen((event) => {
      if (event.type === 'request' && event.endpoint === 'resource') called.push(event.item);
    });
    const keys = ['again1', 'again2', 'again3', 'again4'];
    for (const key of keys) {
      await n8n.restart(signal);
      expect(await run(key)).toMatchObject({ status: 'success' });
    }
    stopListening();
    expect(called).toEqual(keys.map((key) => `${key}.1`));
  });

  it('reports an error with node and message', async () => {
    const broken = await n8n.createWorkflow(
      request({ name: 'broken', provider: { ...addresses, apiUrl: `${provider.url}/nowhere` } }),
      signal,
    );
    const report = await n8n.execute(
      broken,
      { key: 'broken', items: ['x'], deadlineMs: 60_000 },
      signal,
    );
    expect(report).toMatchObject({ status: 'error', error: { node: 'Call API', httpStatus: 404 } });
    await n8n.deleteWorkflow(broken, signal);
  });

  it('says hung when the deadline passes, and stops the execution', async () => {
    await using silent = await fakeServer(() => new Promise(() => {}));
    const stuck = await n8n.createWorkflow(
      request({ name: 'stuck', provider: { ...addresses, apiUrl: silent.url } }),
      signal,
    );
    const report = await n8n.execute(
      stuck,
      { key: 'stuck', items: ['x'], deadlineMs: 3_000 },
      signal,
    );
    expect(report).toMatchObject({
      status: 'hung',
      executionId: expect.any(String),
      clientStartedAtMs: expect.any(Number),
    });
    expect(report.stored).toContain('"status":"canceled"');
    await n8n.deleteWorkflow(stuck, signal);
  });

  it('runs the new contents after an update', async () => {
    await n8n.updateWorkflow(workflow, request({ plan: samplePlan({ method: 'POST' }) }), signal);
    const methods: string[] = [];
    const stop = realm.listen(
      (event) =>
        void (
          event.type === 'request' &&
          event.endpoint === 'resource' &&
          methods.push(event.method)
        ),
    );
    expect(await run('updated')).toMatchObject({ status: 'success' });
    stop();
    expect(new Set(methods)).toEqual(new Set(['POST']));
  });

  it.each([DAY_MS, -DAY_MS, 400 * DAY_MS, 0])(
    'moves its clock by %d ms and goes on working',
    async (offsetMs) => {
      await n8n.skewClock(offsetMs, signal);
      const before = Date.now();
      const report = await run(`clock${offsetMs}`);
      expect(report.status).toBe('success');
      expect(Math.abs((report.clientStartedAtMs ?? 0) - before - offsetMs)).toBeLessThan(60_000);
    },
  );

  it('hands out the log', async () => {
    const { texts, mark } = await n8n.readLog({});
    expect(texts).toMatchObject([
      { process: 'main', text: expect.stringContaining('Editor is now accessible') },
    ]);
    expect((await n8n.readLog(mark)).texts[0]?.text).not.toContain('Editor is now accessible');
  });

  it('notices when n8n is killed: executions are lost; restart brings everything back', async () => {
    const { pid } = events.findLast(({ state }) => state === 'started') ?? {};
    expect(n8n.alive).toBe(true);
    const report = run(
      'killed',
      Array.from({ length: 50 }, (_, index) => `killed.${index}`),
    );
    process.kill(pid ?? 0, 'SIGKILL');
    expect((await report).status).toBe('lost');
    expect(n8n.alive).toBe(false);
    expect(events.at(-1)).toMatchObject({ state: 'exited', signal: 'SIGKILL' });
    await n8n.restart(signal);
    expect(n8n.alive).toBe(true);
    expect(await run('again')).toMatchObject({ status: 'success' });
  });

  it('deletes what it made', async () => {
    await n8n.deleteWorkflow(workflow, signal);
    await n8n.deleteCredential(credential, signal);
    await expect(n8n.connect(credential, signal)).rejects.toMatchObject({
      code: 'n8n-request-failed',
    });
  });

  it('stops without leaving a process, a user folder or the password in the log', async () => {
    const groups = new Set(events.map(({ pid }) => pid));
    await n8n[Symbol.asyncDispose]();
    expect((await runningProcesses()).filter(({ group }) => groups.has(group))).toEqual([]);
    expect(existsSync(join(directory, 'user'))).toBe(false);
    expect(realm.findSecrets(readFileSync(join(directory, 'main.log'), 'utf8'))).toEqual([]);
  });
});
