import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { logIn, setUpOwner } from './owner.ts';
import { RestClient } from './rest-client.ts';
import { fakeServer, type FakeRequest } from './testing/fake-server.ts';

const signal = new AbortController().signal;
const owner = { email: 'owner@example.com', password: 'Passw0rd' };
const get = (path: string) => ({ method: 'GET', path, doing: 'look', signal }) as const;

/** A fake n8n whose session the test can end. */
function sessions() {
  let session = 0;
  return {
    end: () => void (session += 1),
    respond({ path, headers }: FakeRequest) {
      if (path === '/rest/login' || path === '/rest/owner/setup')
        return { headers: { 'set-cookie': `n8n-auth=s${session}; HttpOnly; Path=/` } };
      return headers['cookie'] === `n8n-auth=s${session}`
        ? { body: { data: 'fine' } }
        : { status: 401 };
    },
  };
}

describe('RestClient', () => {
  it('keeps the session and sends the same browser-id with every call', async () => {
    await using n8n = await fakeServer(sessions().respond);
    const rest = new RestClient(n8n.url, (client, at) => logIn(client, owner, at));
    await setUpOwner(rest, owner, signal);
    expect(await rest.call(z.string(), get('/rest/x'))).toBe('fine');
    expect(new Set(n8n.requests.map(({ headers }) => headers['browser-id'])).size).toBe(1);
    expect(n8n.requests.map(({ path }) => path)).toEqual(['/rest/owner/setup', '/rest/x']);
  });

  it('calls an n8n that lives under a path below that path', async () => {
    await using n8n = await fakeServer(() => ({ body: { data: 'fine' } }));
    await new RestClient(`${n8n.url}/tools/n8n`, async () => undefined).call(
      z.string(),
      get('/rest/x?y=1'),
    );
    expect(n8n.requests[0]).toMatchObject({ path: '/tools/n8n/rest/x' });
    expect(n8n.requests[0]?.query.get('y')).toBe('1');
  });

  it('changes credentials and workflows one at a time, and lets everything else pass', async () => {
    let changing = 0;
    let most = 0;
    await using n8n = await fakeServer(async ({ method, path }: FakeRequest) => {
      if (method === 'GET' || path.endsWith('/run')) return { body: { data: 'fine' } };
      most = Math.max(most, (changing += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      changing -= 1;
      return path.endsWith('/broken') ? { status: 500 } : { body: { data: 'fine' } };
    });
    const rest = new RestClient(n8n.url, async () => undefined);
    const change = (method: 'POST' | 'PATCH' | 'DELETE', path: string): Promise<unknown> =>
      rest.call(z.string(), { method, path, doing: 'change', signal }).catch(() => 'failed');
    const answers = await Promise.all([
      change('POST', '/rest/credentials'),
      change('DELETE', '/rest/workflows/broken'),
      change('PATCH', '/rest/workflows/1'),
      change('POST', '/rest/workflows/1/activate'),
      change('POST', '/rest/workflows/1/run'),
    ]);
    expect(answers).toEqual(['fine', 'failed', 'fine', 'fine', 'fine']);
    expect(most).toBe(1);
  });

  it('makes a change again that met another transaction, and no other refused change', async () => {
    const refusals = ['Transaction is not started yet', 'cannot start a transaction', 'read-only'];
    await using n8n = await fakeServer(({ path }: FakeRequest) => {
      const message = path === '/rest/credentials' ? refusals.shift() : 'Transaction is over';
      return message === undefined
        ? { body: { data: 'fine' } }
        : { status: 500, body: { message } };
    });
    const rest = new RestClient(n8n.url, async () => undefined);
    const create = (path: string) =>
      rest.call(z.string(), { method: 'POST', path, doing: 'create', signal });
    await expect(create('/rest/credentials')).rejects.toThrow('500 (read-only)');
    expect(n8n.requests).toHaveLength(3);
    expect(await create('/rest/credentials')).toBe('fine');
    await expect(create('/rest/workflows')).rejects.toThrow('500 (Transaction is over)');
    expect(n8n.requests).toHaveLength(9);
  });

  it('logs in once for all calls refused together, then repeats them', async () => {
    const state = sessions();
    await using n8n = await fakeServer(state.respond);
    const rest = new RestClient(n8n.url, (client, at) => logIn(client, owner, at));
    await setUpOwner(rest, owner, signal);
    state.end();
    expect(
      await Promise.all([1, 2, 3].map((n) => rest.call(z.string(), get(`/rest/${n}`)))),
    ).toEqual(['fine', 'fine', 'fine']);
    expect(n8n.requests.filter(({ path }) => path === '/rest/login')).toHaveLength(1);
  });

  it('gives up after one login', async () => {
    await using n8n = await fakeServer(({ path }) =>
      path === '/rest/login' ? {} : { status: 401, body: { message: 'Unauthorized' } },
    );
    const rest = new RestClient(n8n.url, (client, at) => logIn(client, owner, at));
    await expect(rest.call(z.unknown(), get('/rest/x'))).rejects.toThrow(
      'Could not look: n8n answered 401 (Unauthorized).',
    );
    expect(n8n.requests).toHaveLength(3);
  });

  it('logs in where there is an owner already', async () => {
    await using n8n = await fakeServer(({ path }) =>
      path === '/rest/owner/setup'
        ? { status: 400, body: { message: 'Instance owner already setup' } }
        : {},
    );
    const rest = new RestClient(n8n.url, async () => {});
    await setUpOwner(rest, owner, signal);
    expect(n8n.requests.at(-1)?.body).toMatchObject({
      emailOrLdapLoginId: owner.email,
      password: owner.password,
    });
  });

  it('says why n8n did not answer', async () => {
    const n8n = await fakeServer(() => undefined);
    const rest = new RestClient(n8n.url, async () => {});
    await expect(rest.call(z.unknown(), get('/'))).rejects.toMatchObject({
      code: 'n8n-unreachable',
      message: expect.stringMatching(/other side closed|ECONNRESET/),
    });
    await n8n[Symbol.asyncDispose]();
    await expect(rest.call(z.unknown(), get('/'))).rejects.toThrow(/ECONNREFUSED/);
  });

  it('repeats a call that changes nothing, and no other, when the connection was closed', async () => {
    const asked: string[] = [];
    await using n8n = await fakeServer(({ method, path }) => {
      asked.push(`${method} ${path}`);
      const first = asked.filter((call) => call === asked.at(-1)).length === 1;
      return first || path === '/rest/gone' ? undefined : { body: { data: 'fine' } };
    });
    const rest = new RestClient(n8n.url, async () => undefined);
    expect(await rest.call(z.string(), get('/rest/x'))).toBe('fine');
    await expect(rest.call(z.string(), get('/rest/gone'))).rejects.toThrow('did not answer');
    await expect(
      rest.request({ ...get('/rest/executions/1/stop'), method: 'POST', body: {} }),
    ).rejects.toThrow('did not answer');
    expect(asked).toEqual([
      'GET /rest/x',
      'GET /rest/x',
      'GET /rest/gone',
      'GET /rest/gone',
      'POST /rest/executions/1/stop',
    ]);
  });

  it('ends with the signal’s own reason', async () => {
    await using n8n = await fakeServer(() => new Promise(() => {}));
    const stop = new AbortController();
    const call = new RestClient(n8n.url, async () => {}).call(z.unknown(), {
      ...get('/'),
      signal: stop.signal,
    });
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });
});
