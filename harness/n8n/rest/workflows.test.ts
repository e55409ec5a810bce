import { describe, expect, it } from 'vitest';
import type { WorkflowRequest } from '../../model/client.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import { deleteWorkflow } from './delete-workflow.ts';
import { RestClient } from './rest-client.ts';
import { fakeServer, type FakeServer } from './testing/fake-server.ts';
import { Workflows } from './workflows.ts';

const signal = new AbortController().signal;
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

/**
 * A fake n8n that opens and closes the webhook one query late, as n8n does. Every save makes a new
 * version.
 */
function fakeN8n(): Promise<FakeServer> {
  let version = 1;
  let open = false;
  let shown = false;
  return fakeServer(({ method, path, body }) => {
    if (method === 'OPTIONS') {
      const seen = shown;
      shown = open;
      return {
        status: 204,
        headers: { 'access-control-allow-methods': seen ? 'OPTIONS, POST' : 'OPTIONS' },
      };
    }
    const active =
      typeof body === 'object' && body !== null && 'active' in body ? body.active : undefined;
    if (path.endsWith('/activate') || active === true) open = true;
    else if (path.endsWith('/deactivate') || (method === 'PATCH' && active === false)) open = false;
    else if (method === 'PATCH') version += 1;
    if (path.endsWith('/archive')) return { status: 404 };
    return { body: { data: { id: 'w1', versionId: `v${version}` } } };
  });
}

function calls(server: FakeServer): readonly string[] {
  return server.requests
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body).slice(0, 40)}`);
}

const workflowsOf = (server: FakeServer, version: string): Workflows =>
  new Workflows(new RestClient(server.url, async () => {}), () => version);

describe('Workflows', () => {
  it('creates with everything filled in, and waits for the webhook', async () => {
    await using n8n = await fakeN8n();
    const workflows = workflowsOf(n8n, '2.41.1');
    expect(await workflows.create(request, signal)).toBe('w1');
    const { webhookPath } = workflows.get('w1');
    const sent = JSON.stringify(n8n.requests[0]?.body);
    expect(sent).toContain('=http://api/items/{{ $json.id }}');
    expect(sent).toContain(`"webhookId":"${webhookPath}"`);
    expect(sent).not.toMatch(/\{\{(api|credential|webhook)/);
    expect(n8n.requests.at(-1)).toMatchObject({
      method: 'OPTIONS',
      path: `/webhook/${webhookPath}`,
    });
    expect(n8n.requests.filter(({ method }) => method === 'OPTIONS')).toHaveLength(2);
  });

  it('tags what it creates, and uses the webhook address n8n gives out', async () => {
    await using n8n = await fakeN8n();
    await using hooks = await fakeServer(() => ({
      status: 204,
      headers: { 'access-control-allow-methods': 'OPTIONS, POST' },
    }));
    const workflows = new Workflows(
      new RestClient(`${n8n.url}/n8n`, async () => {}),
      () => '2.41.1',
      {
        webhookBase: `${hooks.url}/n8n/hook`,
        tags: ['t1'],
      },
    );
    await workflows.create(request, signal);
    expect(n8n.requests[0]).toMatchObject({ path: '/n8n/rest/workflows', body: { tags: ['t1'] } });
    const { webhook, webhookPath } = workflows.get('w1');
    expect(webhook).toBe(`${hooks.url}/n8n/hook/${webhookPath}`);
    expect(hooks.requests).toMatchObject([{ method: 'OPTIONS', path: `/n8n/hook/${webhookPath}` }]);
  });

  it('publishes a version from 2.0 on', async () => {
    await using n8n = await fakeN8n();
    await workflowsOf(n8n, '2.0.0').create(request, signal);
    expect(calls(n8n)[1]).toBe('POST /rest/workflows/w1/activate {"versionId":"v1"}');
  });

  it('switches active on before 2.0', async () => {
    await using n8n = await fakeN8n();
    await workflowsOf(n8n, '1.123.81').create(request, signal);
    expect(calls(n8n)[1]).toBe('PATCH /rest/workflows/w1 {"active":true,"versionId":"v1"}');
  });

  it('updates while closed, and opens the new version on the same path', async () => {
    await using n8n = await fakeN8n();
    const workflows = workflowsOf(n8n, '2.41.1');
    await workflows.create(request, signal);
    const { webhookPath } = workflows.get('w1');
    await workflows.update('w1', { ...request, plan: samplePlan({ method: 'POST' }) }, signal);
    expect(
      calls(n8n)
        .slice(3)
        .map((call) => call.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      'POST /rest/workflows/w1/deactivate',
      'PATCH /rest/workflows/w1',
      'POST /rest/workflows/w1/activate',
    ]);
    expect(calls(n8n).at(-1)).toContain('"versionId":"v2"');
    expect(workflows.get('w1').webhookPath).toBe(webhookPath);
  });

  it('deletes also where there is no archive, and forgets', async () => {
    await using n8n = await fakeN8n();
    const workflows = workflowsOf(n8n, '1.72.1');
    await workflows.create(request, signal);
    const before = calls(n8n).length;
    await workflows.delete('w1', signal);
    // Archiving deactivates; asking for that first would cost n8n as much again.
    expect(calls(n8n).slice(before)).toHaveLength(2);
    expect(calls(n8n).at(-1)).toMatch(/^DELETE \/rest\/workflows\/w1/);
    expect(() => workflows.get('w1')).toThrow(/not created here/);
  });

  it('deletes again while n8n is still unpublishing', async () => {
    let refusals = 2;
    await using n8n = await fakeServer(({ method }) =>
      method === 'DELETE' && refusals-- > 0
        ? { status: 409, body: { message: 'Workflow is still being unpublished.' } }
        : {},
    );
    await deleteWorkflow(new RestClient(n8n.url, async () => {}), 'w1', signal);
    expect(n8n.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /rest/workflows/w1/archive',
      ...Array.from({ length: 3 }, () => 'DELETE /rest/workflows/w1'),
    ]);
  });
});
