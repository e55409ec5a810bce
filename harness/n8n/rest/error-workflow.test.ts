import { expect, test } from 'vitest';
import { samplePlan } from '../../testing/sample-plan.ts';
import errorWorkflow from '../../workflows/error-workflow.ts';
import { Executions } from './executions.ts';
import { RestClient } from './rest-client.ts';
import { fakeServer, type FakeServer } from './testing/fake-server.ts';
import { storedData, told } from './testing/stored.ts';
import { Workflows } from './workflows.ts';

const signal = new AbortController().signal;
const ERROR = { message: 'Unable to sign without access token', description: 'Connect it again' };

/**
 * An n8n on which every execution of workflow w1 fails. Each one is followed by one of the error
 * workflow.
 */
function failingN8n(
  alarm: (executionId: string) => string | undefined,
  errorWorkflow = 'w1',
): Promise<FakeServer> {
  const records: {
    readonly id: string;
    readonly status: string;
    readonly data: string;
    readonly of: string;
  }[] = [];
  return fakeServer(({ method, path, query, body }) => {
    if (method === 'OPTIONS') return { headers: { 'access-control-allow-methods': 'POST' } };
    if (path.startsWith('/webhook/')) {
      const id = String(records.length + 1);
      const { key } = body as { readonly key: string };
      records.unshift({ id, status: 'error', data: storedData({ key, error: ERROR }), of: 'w1' });
      const data = alarm(id);
      if (data !== undefined)
        records.unshift({
          id: String(records.length + 1),
          status: 'success',
          data,
          of: errorWorkflow,
        });
      return { status: 500, body: { message: 'Error in workflow' } };
    }
    if (path === '/rest/executions') {
      const { workflowId } = JSON.parse(query.get('filter') ?? '{}') as { workflowId: string };
      const listed = records.filter((record) => record.of === workflowId);
      return { body: { data: { results: listed.map(({ id, status }) => ({ id, status })) } } };
    }
    const named = (body as { readonly name?: string } | undefined)?.name;
    if (path === '/rest/workflows' && named === 'w alarm')
      return { body: { data: { id: errorWorkflow, versionId: 'v1' } } };
    const found = records.find(({ id }) => path === `/rest/executions/${id}`);
    return { body: { data: found ?? { id: 'w1', versionId: 'v1' } } };
  });
}

async function prepare(n8n: FakeServer, plan = samplePlan()): Promise<Executions> {
  const rest = new RestClient(n8n.url, async () => {});
  const workflows = new Workflows(rest, () => '2.41.1');
  const provider = {
    authorizationUrl: '',
    tokenUrl: '',
    apiUrl: '',
    clientId: '',
    clientSecret: '',
  };
  await workflows.create(
    { name: 'w', plan, credentialId: 'c1', credentialName: 'main', provider },
    signal,
  );
  return new Executions(rest, workflows);
}

const run = (key: string) => ({ key, items: ['i1'], deadlineMs: 10_000 });

test('a failed execution comes with what its error workflow was told, and with its record', async () => {
  await using n8n = await failingN8n((id) =>
    told(id, { message: `told of ${id}`, description: null }),
  );
  const executions = await prepare(n8n);
  const [first, second] = await Promise.all(
    ['e1', 'e2'].map((key) => executions.execute('w1', run(key), signal, signal)),
  );
  expect([first?.executionId, second?.executionId].toSorted()).toEqual(['1', '3']);
  expect(first).toMatchObject({
    status: 'error',
    error: ERROR,
    alarm: { message: `told of ${first?.executionId}` },
  });
  expect(second?.alarm).toEqual({ message: `told of ${second?.executionId}` });
  expect(first?.stored).toContain(ERROR.message);
  expect(first?.stored).toContain(`told of ${first?.executionId}`);
});

test('an error workflow that is told no words is told of, without words', async () => {
  await using n8n = await failingN8n((id) => told(id, {}));
  expect(await (await prepare(n8n)).execute('w1', run('e1'), signal, signal)).toMatchObject({
    alarm: {},
  });
});

test.each([
  ['no error workflow runs', () => undefined],
  ['another execution failed', () => told('99', ERROR)],
])('an execution has no alarm when %s', async (_, alarm) => {
  await using n8n = await failingN8n(alarm);
  const report = await (await prepare(n8n)).execute('w1', run('e1'), signal, signal);
  expect(report.status).toBe('error');
  expect(report).not.toHaveProperty('alarm');
  expect(report.alarmMissing).toBe(true);
});

test('an error workflow apart is created first and named in the settings; it is the alarm', async () => {
  await using n8n = await failingN8n((id) => told(id, { message: `told of ${id}` }), 'w9');
  const executions = await prepare(n8n, errorWorkflow.build(errorWorkflow.options.parse({})));
  const posted = n8n.requests.filter(({ path }) => path === '/rest/workflows');
  expect(posted).toMatchObject([
    { body: { name: 'w alarm', nodes: [{ name: 'Error Trigger' }, { name: 'Message' }] } },
    { body: { name: 'w', settings: { errorWorkflow: 'w9' } } },
  ]);
  expect(JSON.stringify(posted[1]?.body)).not.toContain('Error Trigger');
  // Version 2 runs an error workflow only when it is published.
  expect(n8n.requests[1]).toMatchObject({ path: '/rest/workflows/w9/activate' });
  const report = await executions.execute('w1', run('e1'), signal, signal);
  expect(report.alarm).toEqual({ message: `told of ${report.executionId}` });
});
