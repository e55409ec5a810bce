import { stub } from 'sinon';
import { describe, expect, it } from 'vitest';
import type { WorkflowRequest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import manual from '../../workflows/manual.ts';
import schedule from '../../workflows/schedule.ts';
import { RestRecords } from './execution-records.ts';
import { Executions } from './executions.ts';
import { RestClient } from './rest-client.ts';
import { fakeN8n } from './testing/fake-n8n.ts';
import type { FakeServer } from './testing/fake-server.ts';
import { Workflows } from './workflows.ts';

const signal = new AbortController().signal;
const alive = new AbortController().signal;
const provider = {
  authorizationUrl: '',
  tokenUrl: '',
  apiUrl: 'http://api',
  clientId: '',
  clientSecret: '',
};
const request: WorkflowRequest = {
  name: 'w',
  plan: samplePlan(),
  credentialId: 'c1',
  credentialName: 'main',
  provider,
};

async function prepare(server: FakeServer, unreadable: readonly Error[] = [], plan = request.plan) {
  const rest = new RestClient(server.url, async () => {});
  const workflows = new Workflows(rest, () => '2.41.1');
  await workflows.create({ ...request, plan }, signal);
  const records = new RestRecords(rest);
  const list = stub(records, 'list').callThrough();
  for (const [call, error] of unreadable.entries()) list.onCall(call).rejects(error);
  return new Executions(rest, workflows, { records });
}

const run = (key: string, deadlineMs = 10_000) => ({ key, items: ['i1'], deadlineMs });
const calls = (server: FakeServer): number =>
  server.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/webhook/'))
    .length;
const detailReads = (server: FakeServer): number =>
  server.requests.filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/rest/executions/'),
  ).length;

describe('Executions', () => {
  it('hands over key and items, and reports what is stored once it is finished', async () => {
    await using n8n = await fakeN8n({ listsBefore: 2 });
    const report = await (await prepare(n8n)).execute('w1', run('e1'), alive, signal);
    expect(report).toMatchObject({ status: 'success', executionId: '1' });
    expect(report.stored).toContain('resultData');
    expect(n8n.requests.find(({ path }) => path.startsWith('/webhook/'))).toBeDefined();
    expect(
      n8n.requests.find(({ method, path }) => method === 'POST' && path.startsWith('/webhook/'))
        ?.body,
    ).toEqual({ key: 'e1', items: [{ id: 'i1' }] });
    expect(detailReads(n8n)).toBe(1);
  });

  it('listens for a test event before it sends one, each time, and waits for no alarm', async () => {
    await using n8n = await fakeN8n({
      status: 'error',
      refusesFirst: [
        { status: 404, body: { message: 'The requested webhook "POST x" is not registered.' } },
      ],
    });
    const executions = await prepare(n8n, [], manual.build(manual.options.parse({})));
    const report = await executions.execute('w1', run('e1'), alive, signal);
    expect(report).toMatchObject({ status: 'error', executionId: '1' });
    expect(report).not.toHaveProperty('alarmMissing');
    const asked = n8n.requests
      .filter(({ path }) => !path.startsWith('/rest/executions'))
      .map(({ method, path }) => `${method} ${path.replace(/[\w-]{36}/, 'PATH')}`);
    const once = ['GET /rest/workflows/w1', 'POST /rest/workflows/w1/run'];
    expect(asked).toEqual([
      'POST /rest/workflows',
      ...once,
      'POST /webhook-test/PATH',
      ...once,
      'POST /webhook-test/PATH',
    ]);
  });

  it('waits for an execution that n8n starts by itself, among all that found nothing to do', async () => {
    await using n8n = await fakeN8n({ begins: ['', 'e1', '', ''], listsBefore: 1 });
    const executions = await prepare(n8n, [], schedule.build(schedule.options.parse({})));
    const report = await executions.execute('w1', run('e1'), alive, signal);
    expect(report).toMatchObject({ status: 'success', executionId: '3', tookMs: 1_500 });
    expect(report).not.toHaveProperty('clientStartedAtMs');
    expect(calls(n8n)).toBe(0);
    expect(n8n.requests.map(({ path }) => path)).toContain('/rest/workflows/w1/activate');
    expect(n8n.requests.some(({ method }) => method === 'OPTIONS')).toBe(false);
  });

  it('reads a record again that says success and has no result yet', async () => {
    await using n8n = await fakeN8n({ readsBeforeResult: 3 });
    const report = await (await prepare(n8n)).execute('w1', run('e1'), alive, signal);
    expect(report.status).toBe('success');
    expect(report.stored).toContain('lastNodeExecuted');
    expect(detailReads(n8n)).toBe(4);
  });

  it('takes a record that never gets a result as it is', async () => {
    await using n8n = await fakeN8n({ readsBeforeResult: Number.POSITIVE_INFINITY });
    const report = await (await prepare(n8n)).execute('w1', run('e1'), alive, signal);
    expect(report).toMatchObject({ status: 'success', results: [] });
  });

  it('tells eight at once apart by their keys and reads each record once', async () => {
    await using n8n = await fakeN8n({ listsBefore: 1 });
    const executions = await prepare(n8n);
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const reports = await Promise.all(
      keys.map((key) => executions.execute('w1', run(key), alive, signal)),
    );
    for (const [index, report] of reports.entries())
      expect(report.stored).toContain(`\\"${keys[index]}\\"`);
    expect(new Set(reports.map(({ executionId }) => executionId)).size).toBe(8);
    expect(detailReads(n8n)).toBe(8);
    await executions.execute('w1', run('later'), alive, signal);
    expect(detailReads(n8n)).toBe(9);
  });

  it('does not wait for a webhook that never answers once the execution is recorded', async () => {
    await using n8n = await fakeN8n({ webhook: 'hangs' });
    expect(await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).toMatchObject({
      status: 'success',
      executionId: '1',
    });
  });

  it('recognises one that has lost what it was called with, because it was looked at while it ran', async () => {
    await using n8n = await fakeN8n({ forgetsAfterMs: 1_500 });
    expect(await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).toMatchObject({
      status: 'error',
      executionId: '1',
    });
  });

  it('recognises one that was not even started, and that no key is stored of', async () => {
    await using n8n = await fakeN8n({ cannotStart: (key) => key === 'deep', listsBefore: 3 });
    const executions = await prepare(n8n);
    const [deep, other] = await Promise.all(
      ['deep', 'other'].map((key) => executions.execute('w1', run(key), alive, signal)),
    );
    expect(deep).toMatchObject({
      status: 'error',
      error: { message: 'Maximum call stack size exceeded' },
    });
    expect(other).toMatchObject({ status: 'success' });
    expect(deep?.executionId).not.toBe(other?.executionId);
  });

  it('looks again while nobody gets into the database, and no longer when it has no such table', async () => {
    await using n8n = await fakeN8n();
    const away = new HarnessError('database-unreachable', 'Could not read: it is locked.');
    const executions = await prepare(n8n, [away, away]);
    expect(await executions.execute('w1', run('e1'), alive, signal)).toMatchObject({
      status: 'success',
    });
    const unknown = await prepare(n8n, [new Error('no such table')]);
    await expect(unknown.execute('w1', run('e2'), alive, signal)).rejects.toThrow('no such table');
  });

  it('finds the execution although the connection broke', async () => {
    await using n8n = await fakeN8n({ webhook: 'breaks' });
    expect(await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).toMatchObject({
      status: 'success',
    });
  });

  it.each([
    [
      'the webhook is not open',
      { status: 404, body: { message: 'The requested webhook "POST p" is not registered.' } },
    ],
    [
      'a workflow is not published again after an upgrade',
      { status: 404, body: { message: 'Published version not found for workflow with id "w1"' } },
    ],
    ['the database is away', { status: 503, body: { message: 'Database is not ready!' } }],
    ['n8n starts', { body: 'n8n is starting up. Please wait' }],
  ])('calls again while %s: nothing was started', async (_, refusal) => {
    await using n8n = await fakeN8n({ refusesFirst: [refusal, refusal] });
    expect(await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).toMatchObject({
      status: 'success',
      executionId: '1',
      turnedAway: { times: 2 },
    });
    expect(calls(n8n)).toBe(3);
  });

  it.each([
    { status: 404, body: { message: 'The execution "7" does not exist.' } },
    { status: 503, body: '<h1>Service Unavailable</h1>' },
    { status: 503, body: { message: 'The service is receiving too many requests from you' } },
  ])('does not call again when something may have been started: $body', async (answers) => {
    await using n8n = await fakeN8n({ answers });
    expect(await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).toMatchObject({
      status: 'success',
      answer: { status: answers.status, results: [] },
    });
    expect(calls(n8n)).toBe(1);
  });

  it('reports what the caller was told, item by item', async () => {
    const receipt = '0123456789abcdef';
    await using n8n = await fakeN8n({ answers: { body: [{ id: 'i1', receipt }, { id: 'i2' }] } });
    expect(
      (await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).answer,
    ).toMatchObject({ status: 200, results: [{ receipt }, {}] });
  });

  it('has no answer to report when none came', async () => {
    await using n8n = await fakeN8n({ webhook: 'breaks' });
    expect(await (await prepare(n8n)).execute('w1', run('e1'), alive, signal)).not.toHaveProperty(
      'answer',
    );
  });

  it.each(['hangs', 'answers'] as const)(
    'over the deadline: stops the execution and says hung (webhook %s)',
    async (webhook) => {
      await using n8n = await fakeN8n({ status: 'running', webhook });
      const report = await (await prepare(n8n)).execute('w1', run('e1', 300), alive, signal);
      expect(report).toMatchObject({
        status: 'hung',
        executionId: '1',
        clientStartedAtMs: Date.UTC(2030, 0, 1),
      });
      expect(
        n8n.requests.some(
          ({ method, path }) => method === 'POST' && path === '/rest/executions/1/stop',
        ),
      ).toBe(true);
    },
  );

  it('keeps to the deadline although n8n answers nothing any more, and says lost once it is gone', async () => {
    await using n8n = await fakeN8n({ blocked: true });
    const executions = await prepare(n8n);
    const gone = new AbortController();
    const report = executions.execute('w1', run('e1', 200), gone.signal, signal);
    setTimeout(() => gone.abort(), 600);
    expect(await report).toEqual({ status: 'lost', stored: '' });
  });

  it('says lost when n8n is gone', async () => {
    await using n8n = await fakeN8n({ webhook: 'hangs' });
    const gone = new AbortController();
    const report = (await prepare(n8n)).execute('w1', run('e1'), gone.signal, signal);
    gone.abort(new Error('it was ended by SIGKILL'));
    expect(await report).toEqual({ status: 'lost', stored: '' });
  });

  it('says lost when connections are refused a moment before the end is known', async () => {
    const n8n = await fakeN8n();
    const executions = await prepare(n8n);
    await n8n[Symbol.asyncDispose]();
    const gone = new AbortController();
    const report = executions.execute('w1', run('e1'), gone.signal, signal);
    setTimeout(() => gone.abort(), 100);
    expect(await report).toEqual({ status: 'lost', stored: '' });
  });

  it('ends with the reason of the signal', async () => {
    await using n8n = await fakeN8n({ webhook: 'hangs' });
    const stop = new AbortController();
    const report = (await prepare(n8n)).execute('w1', run('e1'), alive, stop.signal);
    stop.abort(new Error('interrupted'));
    await expect(report).rejects.toThrow('interrupted');
  });
});
