import { expect, test } from 'vitest';
import { startRealm } from '../../testing/start-realm.ts';
import type { FaultName } from '../index.ts';

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: RegExp;
  readonly retryAfter?: string;
  readonly error?: string;
}

const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';

const cases: readonly (readonly [FaultName, Readonly<Record<string, unknown>>, Answer])[] = [
  [
    'token/throttled',
    {},
    {
      status: 429,
      type: JSON_TYPE,
      body: /Too many requests/,
      retryAfter: '2',
      error: 'temporarily_unavailable',
    },
  ],
  [
    'token/throttled',
    { retryAfter: null, status: 503 },
    { status: 503, type: JSON_TYPE, body: /Too many/, error: 'temporarily_unavailable' },
  ],
  [
    'token/throttled-vendor-form',
    {},
    { status: 400, type: JSON_TYPE, body: /"error":"Access Denied"/, error: 'Access Denied' },
  ],
  [
    'token/throttled-per-refresh-token',
    { limit: 0 },
    {
      status: 429,
      type: JSON_TYPE,
      body: /Too many/,
      retryAfter: '600',
      error: 'temporarily_unavailable',
    },
  ],
  ['token/unavailable', {}, { status: 503, type: TEXT_TYPE, body: /unavailable/ }],
  [
    'token/unavailable',
    { status: 502, retryAfter: '1500ms' },
    { status: 502, type: TEXT_TYPE, body: /unavailable/, retryAfter: '2' },
  ],
  [
    'token/html-page',
    {},
    { status: 200, type: 'text/html; charset=utf-8', body: /^<!doctype html>/ },
  ],
  ['token/no-content', {}, { status: 204, type: null, body: /^$/ }],
  [
    'token/error-reply',
    {},
    {
      status: 200,
      type: JSON_TYPE,
      body: /^\{"error":"bad_refresh_token"\}$/,
      error: 'bad_refresh_token',
    },
  ],
  [
    'token/error-reply',
    { status: 400, error: 'x', errorDescription: 'a b', contentType: 'form' },
    {
      status: 400,
      type: 'application/x-www-form-urlencoded; charset=utf-8',
      body: /^error=x&error_description=a\+b$/,
      error: 'x',
    },
  ],
  [
    'token/client-refused',
    {},
    { status: 401, type: JSON_TYPE, body: /invalid_client/, error: 'invalid_client' },
  ],
  [
    'token/daily-quota',
    { limit: 0 },
    {
      status: 429,
      type: JSON_TYPE,
      body: /quota/,
      retryAfter: '86400',
      error: 'temporarily_unavailable',
    },
  ],
];

test.each(cases)(
  '%s %j answers refreshes and spends nothing; a code passes; healing ends it',
  async (name, options, answer) => {
    await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
    const { id } = run.realm.inject(name, options);
    const connected = await run.connect();
    expect((await run.lastReply()).faults).toEqual([]);
    const response = await run.refresh(connected.refresh_token);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('retry-after'),
    ]).toEqual([answer.status, answer.type, answer.retryAfter ?? null]);
    expect(await response.text()).toMatch(answer.body);
    const reply = await run.lastReply();
    expect(reply).toMatchObject({
      status: answer.status,
      ...(answer.type === null ? {} : { contentType: answer.type }),
      delivered: true,
      faults: [id],
    });
    expect([reply.error, reply.retryAfterSeconds, reply.issued]).toEqual([
      answer.error,
      answer.retryAfter === undefined ? undefined : Number(answer.retryAfter),
      undefined,
    ]);
    run.realm.heal(id);
    expect((await run.refresh(connected.refresh_token)).status).toBe(200);
    expect((await run.lastReply()).faults).toEqual([]);
  },
);

test('client credentials are hit as well, unless `grants` says otherwise', async () => {
  await using run = await startRealm();
  run.realm.inject('token/throttled');
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(429);
  run.realm.heal();
  run.realm.inject('token/throttled', { grants: ['authorization_code'] });
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
  expect((await run.exchangeCode(await run.code())).status).toBe(429);
});

test('token/client-refused tells the scheme to a client that used the header', async () => {
  await using run = await startRealm();
  run.realm.inject('token/client-refused');
  const headers = { authorization: `Basic ${btoa(`${run.client.id}:${run.client.secret}`)}` };
  const response = await fetch(run.realm.tokenUrl, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringMatching(/^Basic /),
  ]);
});

test('token/daily-quota: the next realm day refills it', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('token/daily-quota', { limit: 2 });
  const ask = async (): Promise<number> =>
    (await run.token({ grant_type: 'client_credentials' })).status;
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  await run.lastReply();
  expect(run.replies.map(({ faults }) => faults)).toEqual([[], [], [id]]);
  run.realm.clock.advance(86_400_000);
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
});

test('token/slow: waits in real time; healing ends the wait', async () => {
  await using run = await startRealm();
  const { id } = run.realm.inject('token/slow', { by: '1h' });
  const asking = run.token({ grant_type: 'client_credentials' });
  while (run.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  run.realm.heal(id);
  expect((await asking).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([id]);
  run.realm.inject('token/slow', { by: '40ms' });
  const begun = performance.now();
  await run.token({ grant_type: 'client_credentials' });
  expect(performance.now() - begun).toBeGreaterThan(35);
});

test('the first injected is outermost: what it answers the second never meets', async () => {
  await using run = await startRealm();
  const outer = run.realm.inject('token/throttled', { times: 1 });
  const inner = run.realm.inject('token/unavailable');
  const ask = (): Promise<Response> => run.token({ grant_type: 'client_credentials' });
  expect([(await ask()).status, (await ask()).status]).toEqual([429, 503]);
  await run.lastReply();
  expect(run.replies.map(({ faults }) => faults)).toEqual([[outer.id], [inner.id]]);
});
