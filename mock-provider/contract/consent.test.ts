import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { DEVICE_CODE } from '../endpoints/grants/device-code.ts';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';

const discover = (run: TestRealm): Promise<client.Configuration> =>
  client.discovery(new URL(run.realm.issuer), run.client.id, run.client.secret, undefined, {
    execute: [client.allowInsecureRequests],
  });

const ask = (run: TestRealm, more: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(
    `${run.realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: run.client.id, redirect_uri: REDIRECT_URI, state: 's', ...more })}`,
    { redirect: 'manual' },
  );

/**
 * Sends the form of a page like a browser: to the address in the form, with the fields of the form.
 */
async function submit(from: Response, fields: Readonly<Record<string, string>>): Promise<Response> {
  const page = await from.text();
  const action = /<form method="post" action="([^"]+)">/.exec(page)?.[1] ?? '';
  const [, name = '', value = ''] =
    /<input type="hidden" name="([^"]+)" value="([^"]+)">/.exec(page) ?? [];
  return fetch(new URL(action, from.url), {
    method: 'POST',
    body: new URLSearchParams({ [name]: value, ...fields }),
    redirect: 'manual',
  });
}

const parametersOf = (response: Response): Record<string, string> =>
  Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams);

test('openid-client: a named user allows part of what was asked for', async () => {
  await using run = await startRealm({ consent: 'page', scopes: 'openid read write' });
  const config = await discover(run);
  const [pkceCodeVerifier, expectedNonce, expectedState] = [
    client.randomPKCECodeVerifier(),
    client.randomNonce(),
    client.randomState(),
  ];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid read write',
    nonce: expectedNonce,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const answer = await submit(await fetch(url), {
    decision: 'allow',
    user: 'Ada Lovelace',
    'scope:openid': 'on',
    'scope:read': 'on',
  });
  const tokens = await client.authorizationCodeGrant(
    config,
    new URL(answer.headers.get('location') ?? ''),
    { pkceCodeVerifier, expectedNonce, expectedState, idTokenExpected: true },
  );
  expect([tokens.scope, tokens.claims()?.sub]).toEqual(['openid read', 'Ada Lovelace']);
  expect(await client.fetchUserInfo(config, tokens.access_token, 'Ada Lovelace')).toMatchObject({
    sub: 'Ada Lovelace',
  });
  expect(run.requests.find(({ endpoint }) => endpoint === 'consent')).toMatchObject({
    path: '/authorize/decide',
    client: 'main',
  });
});

test('oauth4webapi: a user who denies, or allows nothing (RFC 6749 §4.1.2.1)', async () => {
  await using run = await startRealm({ consent: 'page' });
  const issuer = new URL(run.realm.issuer);
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, {
      algorithm: 'oauth2',
      [oauth.allowInsecureRequests]: true,
    }),
  );
  for (const fields of [{ decision: 'deny' }, { decision: 'allow' }]) {
    const answer = await submit(await ask(run), fields);
    expect(() =>
      oauth.validateAuthResponse(
        as,
        { client_id: run.client.id },
        new URL(answer.headers.get('location') ?? ''),
        's',
      ),
    ).toThrow(expect.objectContaining({ error: 'access_denied' }));
  }
});

test('the page has no script, a title and labels, is framed by nobody, and shows what is said to it as text', async () => {
  const evil = `a'"><script>x</script>&`.replaceAll(/["\\]/g, '');
  await using run = await startRealm({ consent: 'page', scopes: `read ${evil}` });
  const response = await ask(run, { scope: `read read ${evil}` });
  const page = await response.text();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/,
    ),
    'cache-control': 'no-store',
  });
  expect(page).toContain('<title>Allow main access?</title>');
  expect(page).not.toContain('<script');
  expect(page.match(/type="checkbox"/g)).toHaveLength(2);
  expect(page).toContain('name="scope:a&#39;&gt;&lt;script&gt;x&lt;/script&gt;&amp;"');
});

test('page-in-browser: who asks for HTML is shown the page, and a program consents at once', async () => {
  await using run = await startRealm({ consent: 'page-in-browser' });
  expect(parametersOf(await ask(run))).toMatchObject({ state: 's', code: expect.any(String) });
  const url = `${run.realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: run.client.id, redirect_uri: REDIRECT_URI, state: 's' })}`;
  const page = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
  });
  expect(page.status).toBe(200);
  expect(parametersOf(await submit(page, { decision: 'deny' }))).toMatchObject({
    error: 'access_denied',
    state: 's',
  });
});

test('a request is decided once, in time, and with sense', async () => {
  await using run = await startRealm({ consent: 'page' });
  const page = await ask(run);
  const again = page.clone();
  for (const senseless of [
    {},
    { decision: 'maybe' },
    { decision: 'allow', user: 'ü', 'scope:read': 'on' },
    { decision: 'allow', user: run.client.secret, 'scope:read': 'on' },
  ]) {
    expect((await submit(page.clone(), senseless)).status).toBe(400);
  }
  expect(parametersOf(await submit(page, { decision: 'allow', 'scope:read': 'on' }))).toMatchObject(
    { state: 's', code: expect.any(String) },
  );
  expect((await submit(again, { decision: 'allow', 'scope:read': 'on' })).status).toBe(400);
  const late = await ask(run);
  run.realm.clock.advance(600_000);
  expect((await submit(late, { decision: 'allow', 'scope:read': 'on' })).status).toBe(400);
  expect(parametersOf(await ask(run, { prompt: 'none' }))).toMatchObject({
    error: 'consent_required',
  });
  expect(run.realm.grants()).toHaveLength(1);
  await run.lastReply();
  expect(run.realm.findSecrets(JSON.stringify([run.events, run.realm.grants()]))).toEqual([]);
});

test('the user of a device decides on a page, too (RFC 8628 §3.3)', async () => {
  await using run = await startRealm({ consent: 'page' });
  const begin = async (): Promise<Record<string, string>> =>
    (
      await fetch(`${run.realm.issuer}/device_authorization`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: run.client.id, client_secret: run.client.secret }),
      })
    ).json() as Promise<Record<string, string>>;
  const poll = ({
    device_code: code = '',
  }: Record<string, string>): Promise<{ readonly scope?: string; readonly error?: string }> =>
    bodyOf(run.token({ grant_type: DEVICE_CODE, device_code: code }));
  const [first, second] = [await begin(), await begin()];
  await submit(await fetch(first.verification_uri_complete ?? ''), {
    decision: 'allow',
    user: 'ada',
    'scope:write': 'on',
  });
  await submit(await fetch(second.verification_uri_complete ?? ''), { decision: 'deny' });
  expect([(await poll(first)).scope, (await poll(second)).error]).toEqual([
    'write',
    'access_denied',
  ]);
  expect(run.realm.grants().map(({ subject }) => subject)).toEqual(['ada']);
});

test('a user takes time, in real time', async () => {
  await using run = await startRealm({ consentDelay: '80ms' });
  run.realm.clock.freeze();
  const before = performance.now();
  expect(parametersOf(await ask(run))).toHaveProperty('code');
  expect(performance.now() - before).toBeGreaterThan(70);
});
