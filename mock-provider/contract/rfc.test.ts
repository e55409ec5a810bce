import { expect, test } from 'vitest';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { bodyOf, startRealm } from '../testing/start-realm.ts';

const VERIFIER = 'v'.repeat(43);

test('RFC 6749 §5.1: token replies are JSON that nobody may cache', async () => {
  await using run = await startRealm();
  const response = await run.token({ grant_type: 'client_credentials' });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    pragma: 'no-cache',
  });
});

test('RFC 6749 §4.1.2: a replayed code is refused and revokes what it yielded', async () => {
  await using run = await startRealm();
  const code = await run.code();
  const tokens = await bodyOf(run.exchangeCode(code));
  expect(await (await run.exchangeCode(code)).json()).toMatchObject({ error: 'invalid_grant' });
  expect(run.requests.at(-1)?.presented).toEqual({ kind: 'code', standing: 'spent' });
  expect([
    (await run.call(tokens.access_token)).status,
    (await run.refresh(tokens.refresh_token)).status,
  ]).toEqual([401, 400]);
});

test.each([
  ['another redirect_uri (§4.1.3)', {}, { redirect_uri: `${REDIRECT_URI}/` }],
  ['no redirect_uri although one was named (§4.1.3)', {}, { redirect_uri: '' }],
  ['no verifier (RFC 7636 §4.6)', { code_challenge: VERIFIER }, {}],
  [
    'a wrong verifier (RFC 7636 §4.6)',
    { code_challenge: VERIFIER },
    { code_verifier: 'w'.repeat(43) },
  ],
  [
    'plain compared with S256',
    { code_challenge: VERIFIER, code_challenge_method: 'S256' },
    { code_verifier: VERIFIER },
  ],
  ['a verifier without challenge (RFC 9700 §4.8.2)', {}, { code_verifier: VERIFIER }],
])('a code with %s is invalid_grant', async (_name, asked, sent) => {
  await using run = await startRealm({ pkce: 'optional' });
  const code = await run.code(asked);
  const response = await run.exchangeCode(code, sent);
  expect([response.status, (await bodyOf(response)).error]).toEqual([400, 'invalid_grant']);
});

test('PKCE plain (RFC 7636 §4.2) and a code that is too old (§4.1.2)', async () => {
  await using run = await startRealm({ pkce: 'optional' });
  expect(
    (
      await run.exchangeCode(await run.code({ code_challenge: VERIFIER }), {
        code_verifier: VERIFIER,
      })
    ).status,
  ).toBe(200);
  const old = await run.code();
  run.realm.clock.advance(600_000);
  expect((await run.exchangeCode(old)).status).toBe(400);
  expect(run.requests.at(-1)?.presented?.standing).toBe('expired');
});

test("another client's tokens and codes are of no use", async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const code = await run.code();
  const other = run.realm.registerClient('other');
  const as = { client_id: other.id, client_secret: other.secret };
  expect(await bodyOf(run.refresh(refresh, as))).toMatchObject({ error: 'invalid_grant' });
  expect(await bodyOf(run.exchangeCode(code, as))).toMatchObject({ error: 'invalid_grant' });
  expect((await run.refresh(refresh)).status).toBe(200);
});

test('RFC 6749 §6: the scope of a refresh may shrink, never grow', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect('read');
  expect(await bodyOf(run.refresh(refresh, { scope: 'read write' }))).toMatchObject({
    error: 'invalid_scope',
  });
  const wide = await run.connect();
  expect(await bodyOf(run.refresh(wide.refresh_token, { scope: 'write' }))).toMatchObject({
    scope: 'write',
  });
  expect(await bodyOf(run.refresh(wide.refresh_token))).toMatchObject({ scope: 'read write' });
});

test.each([
  [{}, 400, 'invalid_request'],
  [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  [{ grant_type: 'refresh_token' }, 400, 'invalid_request'],
  [{ grant_type: 'authorization_code' }, 400, 'invalid_request'],
  [{ grant_type: 'client_credentials', scope: 'admin' }, 400, 'invalid_scope'],
  [{ grant_type: 'client_credentials', scope: '' }, 200, undefined],
  [{ grant_type: 'client_credentials', client_secret: 'wrong' }, 401, 'invalid_client'],
  [{ grant_type: 'client_credentials', client_id: 'nobody' }, 401, 'invalid_client'],
] as const)('RFC 6749 §5.2: %j is %i %s', async (parameters, status, error) => {
  await using run = await startRealm();
  const response = await run.token(parameters);
  expect([response.status, (await bodyOf(response)).error]).toEqual([status, error]);
  expect((await run.lastReply()).error).toBe(error);
});

test('RFC 6749 §2.3.1: credentials in header, body, JSON; encoded or raw; and where the policy wants them', async () => {
  await using run = await startRealm({ requests: 'lenient' });
  const { id, secret } = run.client;
  const ask = (init: RequestInit): Promise<number> =>
    fetch(run.realm.tokenUrl, { method: 'POST', ...init }).then(({ status }) => status);
  const form = (more: Record<string, string> = {}): URLSearchParams =>
    new URLSearchParams({ grant_type: 'client_credentials', ...more });
  const basic = (pair: string): HeadersInit => ({ authorization: `Basic ${btoa(pair)}` });
  const json = {
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
    }),
    headers: { 'content-type': 'application/json' },
  };
  const byHeader = { body: form(), headers: basic(`${id}:${secret}`) };
  const byBody = { body: form({ client_id: id, client_secret: secret }) };
  expect([
    await ask(byHeader),
    await ask({ body: form(), headers: basic(`client%2Dmain:${secret}`) }),
    await ask(byBody),
    await ask(json),
  ]).toEqual([200, 200, 200, 200]);
  expect(run.requests.map(({ clientAuth, client }) => [clientAuth, client])).toEqual([
    ['header', 'main'],
    ['header', 'main'],
    ['body', 'main'],
    ['body', 'main'],
  ]);
  expect(await ask({ body: form() })).toBe(401);
  expect(run.requests.at(-1)).toMatchObject({ clientAuth: 'none' });
  run.realm.changePolicy({ clientAuthentication: 'header' });
  expect([await ask(byHeader), await ask(byBody)]).toEqual([200, 401]);
  run.realm.changePolicy({ clientAuthentication: 'body' });
  expect([
    await ask(byHeader),
    await ask(byBody),
    await ask({ ...byBody, headers: basic('x:y') }),
  ]).toEqual([401, 200, 200]);
});

test('the authorization endpoint answers errors by redirect, and shows those it cannot (§4.1.2.1)', async () => {
  await using run = await startRealm();
  const ask = (more: Record<string, string>): Promise<Response> =>
    fetch(
      `${run.realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: run.client.id, redirect_uri: `${REDIRECT_URI}?a=b`, state: 's t', ...more })}`,
      { redirect: 'manual' },
    );
  const redirected = async (more: Record<string, string>): Promise<Record<string, string>> =>
    Object.fromEntries(new URL((await ask(more)).headers.get('location') ?? '').searchParams);
  expect(await redirected({})).toMatchObject({
    a: 'b',
    state: 's t',
    code: expect.stringMatching(/^oc_ac_/),
  });
  expect(await redirected({ response_type: 'token' })).toMatchObject({
    state: 's t',
    error: 'unsupported_response_type',
  });
  expect(await redirected({ scope: 'admin' })).toMatchObject({ error: 'invalid_scope' });
  expect(
    await redirected({ code_challenge: VERIFIER, code_challenge_method: 'S512' }),
  ).toMatchObject({ error: 'invalid_request' });
  for (const shown of [
    { client_id: 'nobody' },
    { redirect_uri: 'javascript:alert(1)' },
    { redirect_uri: 'http://x/#f' },
    { redirect_uri: '/relative' },
  ]) {
    const response = await ask(shown);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  }
});

test('RFC 6750 §3: no token, a foreign token, too little scope', async () => {
  await using run = await startRealm();
  const item = `${run.realm.apiUrl}/items/1`;
  expect((await fetch(item)).headers.get('www-authenticate')).toBe('Bearer realm="api"');
  expect(run.requests.at(-1)?.presented).toEqual({ kind: 'access', standing: 'absent' });
  expect((await run.call('foreign')).headers.get('www-authenticate')).toContain(
    'error="invalid_token"',
  );
  expect(run.requests.at(-1)?.presented).toEqual({ kind: 'access', standing: 'unknown' });
  const { access_token: access, refresh_token: refresh } = await run.connect('write');
  const refused = await run.call(access);
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    403,
    expect.stringContaining('scope="read"'),
  ]);
  expect((await run.call(refresh ?? '')).status).toBe(401);
  expect((await fetch(item, { method: 'DELETE' })).headers.get('allow')).toBe('GET, POST, PUT');
});

test('RFC 7009: unknown tokens are fine, strangers are not', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh = '' } = await run.connect();
  const other = run.realm.registerClient('other');
  const revoke = (parameters: Record<string, string>): Promise<number> =>
    fetch(run.realm.revocationUrl, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: run.client.id,
        client_secret: run.client.secret,
        ...parameters,
      }),
    }).then(({ status }) => status);
  expect([
    await revoke({ token: 'unknown' }),
    await revoke({}),
    await revoke({ token: refresh, client_secret: 'x' }),
  ]).toEqual([200, 400, 401]);
  expect(await revoke({ token: refresh, client_id: other.id, client_secret: other.secret })).toBe(
    400,
  );
  expect((await run.refresh(refresh)).status).toBe(200);
});
