import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

const discover = (run: TestRealm, auth?: client.ClientAuth): Promise<client.Configuration> =>
  client.discovery(new URL(run.realm.issuer), run.client.id, run.client.secret, auth, {
    execute: [client.allowInsecureRequests],
  });

async function codeFlow(config: client.Configuration): Promise<client.TokenEndpointResponse> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'read',
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const redirect = await fetch(url, { redirect: 'manual' });
  return client.authorizationCodeGrant(config, new URL(redirect.headers.get('location') ?? ''), {
    pkceCodeVerifier,
    expectedState,
  });
}

test.each([
  ['client_secret_basic', client.ClientSecretBasic],
  ['client_secret_post', client.ClientSecretPost],
] as const)(
  '%s: discovery, code flow with PKCE, rotation, replay, revocation',
  async (_name, method) => {
    await using run = await startRealm({
      refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
    });
    const config = await discover(run, method(run.client.secret));
    const first = await codeFlow(config);
    expect(first).toMatchObject({ token_type: 'bearer', scope: 'read' });
    const second = await client.refreshTokenGrant(config, first.refresh_token ?? '');
    const item = new URL(`${run.realm.apiUrl}/items/a`);
    expect(
      (await client.fetchProtectedResource(config, second.access_token, item, 'POST', '{"x":1}'))
        .status,
    ).toBe(200);
    await expect(client.refreshTokenGrant(config, first.refresh_token ?? '')).rejects.toMatchObject(
      { error: 'invalid_grant' },
    );
    await expect(
      client.fetchProtectedResource(config, second.access_token, item, 'GET'),
    ).rejects.toMatchObject({ status: 401 });
    const third = await codeFlow(config);
    await client.tokenRevocation(config, third.access_token, { token_type_hint: 'access_token' });
    await expect(
      client.fetchProtectedResource(config, third.access_token, item, 'GET'),
    ).rejects.toMatchObject({ status: 401 });
    expect(
      (await client.refreshTokenGrant(config, third.refresh_token ?? '')).access_token,
    ).not.toBe(third.access_token);
  },
);

test('client credentials and userinfo', async () => {
  await using run = await startRealm({ accessTokenFormat: 'jwt' });
  const config = await discover(run);
  const tokens = await client.clientCredentialsGrant(config, { scope: 'write' });
  expect(tokens.scope).toBe('write');
  // No user is involved, so the subject is the client (RFC 9068 §2.2).
  expect(
    await client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck),
  ).toMatchObject({ sub: run.client.id });
  const { access_token: usersOwn } = await codeFlow(config);
  expect(await client.fetchUserInfo(config, usersOwn, client.skipSubjectCheck)).toMatchObject({
    sub: 'user-1',
  });
  await expect(
    client.fetchProtectedResource(
      config,
      tokens.access_token,
      new URL(`${run.realm.apiUrl}/items/1`),
      'GET',
    ),
  ).rejects.toMatchObject({ status: 403 });
});

test('a wrong PKCE verifier is refused', async () => {
  await using run = await startRealm();
  const config = await discover(run);
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  });
  const redirect = new URL(
    (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '',
  );
  await expect(
    client.authorizationCodeGrant(config, redirect, {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
    }),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
});
