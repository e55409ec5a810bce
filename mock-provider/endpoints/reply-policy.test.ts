import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../testing/start-realm.ts';

test('every field of a token reply can look as some provider makes it look', async () => {
  await using run = await startRealm({
    refreshToken: { idleTtl: '100d' },
    refreshTokenInReply: 'empty',
    reply: {
      tokenType: 'bearer',
      expiresIn: 'string',
      expiresAt: true,
      createdAt: true,
      refreshTokenExpiresIn: 'x_refresh_token_expires_in',
      scope: 'array',
      extra: { ok: true },
    },
  });
  const first = await run.connect();
  expect(first).toMatchObject({
    token_type: 'bearer',
    expires_in: '3600',
    expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
    created_at: expect.any(Number),
    x_refresh_token_expires_in: 8_640_000,
    scope: ['read', 'write'],
    ok: true,
  });
  expect(await bodyOf(run.refresh(first.refresh_token))).toMatchObject({ refresh_token: '' });
  run.realm.changePolicy({ reply: { expiresIn: 'absent', scope: 'comma' } });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(second).toMatchObject({ scope: 'read,write', token_type: 'bearer' });
  expect(second).not.toHaveProperty('expires_in');
  run.realm.changePolicy({ reply: { scope: 'absent' } });
  expect(await bodyOf(run.refresh(first.refresh_token))).not.toHaveProperty('scope');
});

test('fields of the first reply are not repeated by a refresh, and the record tells all by digest', async () => {
  await using run = await startRealm({
    reply: {
      extra: { ok: true, amount: 7 },
      extraAtFirst: { instance_url: 'https://one.example' },
    },
  });
  const first = await run.connect();
  expect(first).toMatchObject({ ok: true, instance_url: 'https://one.example' });
  const second = await bodyOf(run.refresh(first.refresh_token));
  expect(second).toMatchObject({ ok: true });
  expect(second).not.toHaveProperty('instance_url');
  const told = run.events.flatMap((event) =>
    event.type === 'reply' && event.issued !== undefined ? [event.members] : [],
  );
  expect(told[0]).toMatchObject({
    instance_url: run.realm.digest('https://one.example'),
    amount: run.realm.digest('7'),
  });
  expect(Object.keys(told[1] ?? {}).toSorted()).toEqual([
    'amount',
    'expires_in',
    'ok',
    'scope',
    'token_type',
  ]);
});

test('form-encoded unless the client asks for JSON', async () => {
  await using run = await startRealm({ reply: { contentType: 'negotiated' } });
  const ask = (accept: string): Promise<Response> =>
    fetch(run.realm.tokenUrl, {
      method: 'POST',
      headers: { accept },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: run.client.id,
        client_secret: run.client.secret,
      }),
    });
  const form = await ask('*/*');
  expect(form.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
  expect(new URLSearchParams(await form.text()).get('expires_in')).toBe('3600');
  expect((await ask('application/json')).headers.get('content-type')).toBe('application/json');
  expect((await ask('application/vnd.x+json')).headers.get('content-type')).toBe(
    'application/json',
  );
});

test("the provider's own answers take the place of those of the RFCs, with what varies filled in", async () => {
  await using run = await startRealm({
    accessTokenTtl: '1m',
    answers: {
      'expired-access-token': {
        status: 403,
        body: {
          message: 'expired {{seconds_since_expiry}} s ago',
          at: '{{expired_at}}',
          seconds: '{{seconds_since_expiry}}',
        },
        headers: { 'x-own': 'yes' },
      },
      'dead-refresh-token': { status: 200, body: { ok: false, error: 'invalid_refresh_token' } },
      'reused-refresh-token': { status: 401, contentType: 'text', body: 'refresh_token_reused' },
      'client-refused': { status: 500, contentType: 'form', body: { error: 'server_error' } },
    },
    refreshToken: { rotation: 'single-use' },
  });
  const first = await run.connect();
  run.realm.clock.freeze();
  run.realm.clock.advance(90_000);
  const expired = await run.call(first.access_token);
  const told = (await expired.json()) as { readonly message: string; readonly seconds: number };
  expect([
    expired.status,
    expired.headers.get('x-own'),
    expired.headers.get('www-authenticate'),
  ]).toEqual([403, 'yes', null]);
  expect(told.message).toBe(`expired ${told.seconds} s ago`);
  expect(told.seconds).toBeGreaterThanOrEqual(30);
  expect((await run.lastReply()).accepted).toBe(false);
  await run.refresh(first.refresh_token);
  const reused = await run.refresh(first.refresh_token);
  expect([reused.status, await reused.text()]).toEqual([401, 'refresh_token_reused']);
  const unknown = await run.refresh('nonsense');
  expect([unknown.status, await unknown.json()]).toEqual([
    200,
    { ok: false, error: 'invalid_refresh_token' },
  ]);
  expect((await run.lastReply()).error).toBe('invalid_refresh_token');
  const refused = await run.token({ client_secret: 'wrong', grant_type: 'client_credentials' });
  expect([refused.status, await refused.text()]).toEqual([500, 'error=server_error']);
});

test('what varies is filled in for a token that was revoked and would never have ended', async () => {
  await using run = await startRealm({
    answers: {
      'dead-refresh-token': { status: 400, body: { at: '{{expired_at}}', trace: '{{uuid}}' } },
    },
  });
  const { refresh_token: token } = await run.connect();
  run.realm.clock.freeze();
  run.realm.inject('refresh-token/revoked');
  const refused = await run.refresh(token);
  expect([refused.status, await refused.json()]).toEqual([
    400,
    {
      at: new Date(run.realm.clock.now('issuer')).toISOString(),
      trace: expect.stringMatching(/^[\da-f-]{36}$/),
    },
  ]);
});

test('an API may have a scheme of its own', async () => {
  await using run = await startRealm({ apiScheme: 'Zoho-oauthtoken' });
  const { access_token: token } = await run.connect();
  const call = (scheme: string): Promise<number> =>
    fetch(`${run.realm.apiUrl}/items/1`, { headers: { authorization: `${scheme} ${token}` } }).then(
      ({ status }) => status,
    );
  expect([
    await call('Bearer'),
    await call('Zoho-oauthtoken'),
    await call('zoho-oauthtoken'),
  ]).toEqual([401, 200, 200]);
});

test('an API may take several schemes alike', async () => {
  await using run = await startRealm({ apiScheme: ['Zoho-oauthtoken', 'Bearer'] });
  const { access_token: token } = await run.connect();
  const call = async (scheme: string): Promise<number> => {
    const headers = { authorization: `${scheme} ${token}` };
    return (await fetch(`${run.realm.apiUrl}/items/1`, { headers })).status;
  };
  expect([await call('Bearer'), await call('zoho-oauthtoken'), await call('Token')]).toEqual([
    200, 200, 401,
  ]);
});
