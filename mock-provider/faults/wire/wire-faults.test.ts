import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { expect, test } from 'vitest';
import { startRealm, type TestRealm } from '../../testing/start-realm.ts';
import type { FaultName } from '../index.ts';

const codeOf = (asking: Promise<unknown>): Promise<string | undefined> =>
  asking.then(
    () => undefined,
    (error: Error) => (error.cause as NodeJS.ErrnoException).code,
  );

const PLACES = ['token', 'resource'] as const;
const ask = (run: TestRealm, at: (typeof PLACES)[number], access: string): Promise<Response> =>
  at === 'token' ? run.token({ grant_type: 'client_credentials' }) : run.call(access);
const both = (name: FaultName, more: Readonly<Record<string, unknown>> = {}) =>
  PLACES.map((at) => [name, at, more] as const);

test.each([
  ...both('wire/reset').map((row) => [...row, 'ECONNRESET', 'reset'] as const),
  ...both('wire/half-close').map((row) => [...row, 'UND_ERR_SOCKET', 'truncated'] as const),
])('%s at the %s endpoint: nothing is carried out', async (name, at, _more, code, outcome) => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject(name, { at });
  expect(await codeOf(ask(run, at, access))).toBe(code);
  const reply = await run.lastReply();
  expect(reply).toMatchObject({ outcome, delivered: false, faults: [id] });
  expect([reply.issued, reply.accepted]).toEqual([undefined, undefined]);
  run.realm.heal(id);
  expect((await ask(run, at, access)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test.each(both('wire/hang'))(
  '%s at the %s endpoint: until the client gives up',
  async (name, at) => {
    await using run = await startRealm();
    const { access_token: access } = await run.connect();
    const { id } = run.realm.inject(name, { at, times: 1 });
    const left = new AbortController();
    const url = at === 'token' ? run.realm.tokenUrl : `${run.realm.apiUrl}/items/1`;
    const asking =
      at === 'token'
        ? fetch(url, {
            method: 'POST',
            body: new URLSearchParams({ grant_type: 'client_credentials' }),
            signal: left.signal,
          })
        : fetch(url, { signal: left.signal });
    while (run.requests.at(-1)?.endpoint !== at || run.requests.length === run.replies.length)
      await new Promise((resolve) => setImmediate(resolve));
    left.abort();
    await expect(asking).rejects.toThrow('aborted');
    expect(await run.lastReply()).toMatchObject({ outcome: 'hang', faults: [id] });
    expect((await ask(run, at, access)).status).toBe(200);
  },
);

test.each([
  ...both('wire/latency', { by: '40ms', jitter: '20ms' }),
  ...both('wire/bandwidth', { bytesPerSecond: 1_000 }),
  ...both('wire/sliced', { bytes: 3 }),
])('%s at the %s endpoint: the whole reply arrives', async (name, at, more) => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject(name, { at, ...more });
  const begun = performance.now();
  expect(await (await ask(run, at, access)).json()).toMatchObject(
    at === 'token' ? { token_type: 'Bearer' } : { calls: 1 },
  );
  const took = performance.now() - begun;
  if (name === 'wire/latency') expect(took).toBeGreaterThan(35);
  expect(await run.lastReply()).toMatchObject({
    outcome: 'http',
    status: 200,
    delivered: true,
    faults: [id],
  });
  run.realm.heal();
  expect((await ask(run, at, access)).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([]);
});

test.each(both('wire/proxy-authentication-required'))('%s at the %s endpoint', async (name, at) => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  const { id } = run.realm.inject(name, { at });
  const refused = await ask(run, at, access).then(
    ({ status }) => status,
    (error: Error) => error.message,
  );
  // The Fetch standard treats a 407 as a network error when it has no way to authenticate.
  expect([407, 'fetch failed']).toContain(refused);
  expect(await run.lastReply()).toMatchObject({
    status: 407,
    contentType: 'text/html; charset=utf-8',
    faults: [id],
  });
  run.realm.heal();
  expect((await ask(run, at, access)).status).toBe(200);
});

test.each(both('wire/idle-connection-killed'))(
  '%s at the %s endpoint: the reply arrives whole',
  async (name, at) => {
    await using run = await startRealm();
    const { access_token: access } = await run.connect();
    const { id } = run.realm.inject(name, { at, times: 1 });
    const response = await ask(run, at, access);
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'keep-alive']);
    expect(await response.json()).toMatchObject(
      at === 'token' ? { token_type: 'Bearer' } : { calls: 1 },
    );
    expect(await run.lastReply()).toMatchObject({ outcome: 'http', delivered: true, faults: [id] });
  },
);

test('a code passes', async () => {
  await using run = await startRealm();
  run.realm.inject('wire/reset');
  expect(await run.connect()).toHaveProperty('access_token');
});

test('wire/idle-connection-killed: a connection that the client keeps is closed under its hands', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('wire/idle-connection-killed', { at: 'resource' });
  const agent = new Agent({ keepAlive: true });
  const request = get(`${run.realm.apiUrl}/items/1`, {
    agent,
    headers: { authorization: `Bearer ${access}` },
  });
  const closed = new Promise((resolve) =>
    request.once('socket', (socket) => socket.once('close', resolve)),
  );
  request.once('response', (response) => response.resume());
  await once(request, 'response');
  await closed;
  agent.destroy();
});
