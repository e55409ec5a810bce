import * as oauth from 'oauth4webapi';
import { describe, expect, test } from 'vitest';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

const insecure = { [oauth.allowInsecureRequests]: true } as const;

async function serverOf(run: TestRealm): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(run.realm.issuer);
  return oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
  );
}

describe('RFC 7662', () => {
  test('tells of a live token what it is, and of every other that it is not active', async () => {
    await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
    const as = await serverOf(run);
    const client: oauth.Client = { client_id: run.client.id };
    const auth = oauth.ClientSecretBasic(run.client.secret);
    const look = async (token: string): Promise<oauth.IntrospectionResponse> =>
      oauth.processIntrospectionResponse(
        as,
        client,
        await oauth.introspectionRequest(as, client, auth, token, insecure),
      ) as Promise<oauth.IntrospectionResponse>;
    const { access_token: access, refresh_token: refresh = '' } = await run.connect('read');
    const told = await look(access);
    expect(told).toMatchObject({
      active: true,
      scope: 'read',
      client_id: run.client.id,
      sub: 'user-1',
      iss: run.realm.issuer,
      token_type: 'Bearer',
    });
    expect((told.exp ?? 0) - (told.iat ?? 0)).toBe(3_600);
    expect(await look(refresh)).toMatchObject({ active: true });
    await run.refresh(refresh);
    expect([await look(refresh), await look('unknown')]).toEqual([
      { active: false },
      { active: false },
    ]);
    run.realm.clock.advance(3_600_000);
    expect(await look(access)).toEqual({ active: false });
  });

  test('who hears that a fault has ended a token has met the fault', async () => {
    await using run = await startRealm();
    const { access_token: token } = await run.connect();
    const { id } = run.realm.inject('access-token/expired');
    await fetch(run.realm.introspectionUrl, {
      method: 'POST',
      body: new URLSearchParams({
        token,
        client_id: run.client.id,
        client_secret: run.client.secret,
      }),
    });
    expect((await run.lastReply()).faults).toEqual([id]);
  });

  test("another client's token is not active, and a stranger is refused", async () => {
    await using run = await startRealm();
    const { access_token: token } = await run.connect();
    const other = run.realm.registerClient('other');
    const look = (id: string, secret: string): Promise<Response> =>
      fetch(run.realm.introspectionUrl, {
        method: 'POST',
        body: new URLSearchParams({ token, client_id: id, client_secret: secret }),
      });
    expect(await (await look(other.id, other.secret)).json()).toEqual({ active: false });
    expect((await look(other.id, 'wrong')).status).toBe(401);
  });
});

describe('a public client (RFC 6749 §2.1)', () => {
  test('names itself without a secret, with PKCE', async () => {
    await using run = await startRealm({
      pkce: 's256-required',
      refreshToken: { rotation: 'single-use' },
    });
    const app = run.realm.registerClient('app', { type: 'public', id: 'my-app' });
    expect(app).toEqual({ name: 'app', id: 'my-app', secret: '' });
    const as = await serverOf(run);
    const client: oauth.Client = { client_id: app.id };
    const verifier = oauth.generateRandomCodeVerifier();
    const url = new URL(as.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: app.id,
      redirect_uri: REDIRECT_URI,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const redirect = await fetch(url, { redirect: 'manual' });
    const parameters = oauth.validateAuthResponse(
      as,
      client,
      new URL(redirect.headers.get('location') ?? ''),
      oauth.skipStateCheck,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(
      as,
      client,
      await oauth.authorizationCodeGrantRequest(
        as,
        client,
        oauth.None(),
        parameters,
        REDIRECT_URI,
        verifier,
        insecure,
      ),
    );
    const next = await oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(
        as,
        client,
        oauth.None(),
        tokens.refresh_token ?? '',
        insecure,
      ),
    );
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
  });

  test('a secret sent in its name is refused, and so is a confidential client without one', async () => {
    await using run = await startRealm();
    const app = run.realm.registerClient('app', { type: 'public' });
    expect(
      (
        await run.token({
          grant_type: 'client_credentials',
          client_id: app.id,
          client_secret: 'guess',
        })
      ).status,
    ).toBe(401);
    expect(
      (
        await fetch(run.realm.tokenUrl, {
          method: 'POST',
          body: new URLSearchParams({ grant_type: 'client_credentials', client_id: run.client.id }),
        })
      ).status,
    ).toBe(401);
  });
});

test.each([
  ['required', {}, 'invalid_request'],
  [
    's256-required',
    { code_challenge: 'v'.repeat(43), code_challenge_method: 'plain' },
    'invalid_request',
  ],
  ['refused', { code_challenge: 'v'.repeat(43), code_challenge_method: 'S256' }, 'invalid_request'],
] as const)('PKCE %s refuses %j', async (pkce, asked, error) => {
  await using run = await startRealm({ pkce });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: run.client.id,
    redirect_uri: REDIRECT_URI,
    ...asked,
  });
  const response = await fetch(`${run.realm.authorizationUrl}?${query}`, { redirect: 'manual' });
  expect(new URL(response.headers.get('location') ?? '').searchParams.get('error')).toBe(error);
});

test('a user who refuses (RFC 6749 §4.1.2.1)', async () => {
  await using run = await startRealm({ consent: 'refused' });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: run.client.id,
    redirect_uri: REDIRECT_URI,
    state: 's',
  });
  const response = await fetch(`${run.realm.authorizationUrl}?${query}`, { redirect: 'manual' });
  expect(
    Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams),
  ).toMatchObject({ error: 'access_denied', state: 's' });
});
