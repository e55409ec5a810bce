import * as oauth from 'oauth4webapi';
import { expect, test } from 'vitest';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

const insecure = { [oauth.allowInsecureRequests]: true } as const;

async function serverOf(
  run: TestRealm,
  algorithm: 'oidc' | 'oauth2',
): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(run.realm.issuer);
  return oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm, ...insecure }),
  );
}

/** The authorization code flow with PKCE S256, from the authorization request to the tokens. */
async function codeFlow(
  run: TestRealm,
  as: oauth.AuthorizationServer,
  auth: oauth.ClientAuth,
): Promise<oauth.TokenEndpointResponse> {
  const client: oauth.Client = { client_id: run.client.id };
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(as.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: run.client.id,
    redirect_uri: REDIRECT_URI,
    scope: 'read write',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const redirect = await fetch(url, { redirect: 'manual' });
  const parameters = oauth.validateAuthResponse(
    as,
    client,
    new URL(redirect.headers.get('location') ?? ''),
    state,
  );
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    auth,
    parameters,
    REDIRECT_URI,
    verifier,
    insecure,
  );
  return oauth.processAuthorizationCodeResponse(as, client, response);
}

const methods = [
  ['client_secret_basic', (secret: string) => oauth.ClientSecretBasic(secret)],
  ['client_secret_post', (secret: string) => oauth.ClientSecretPost(secret)],
] as const;

test.each(methods)(
  '%s: code flow, refresh with rotation, replay refused, revocation',
  async (_name, method) => {
    await using run = await startRealm({
      refreshToken: { rotation: 'single-use', onReuse: 'error' },
    });
    const as = await serverOf(run, 'oauth2');
    const client: oauth.Client = { client_id: run.client.id };
    const auth = method(run.client.secret);
    const first = await codeFlow(run, as, auth);
    const refresh = async (token = ''): Promise<oauth.TokenEndpointResponse> =>
      oauth.processRefreshTokenResponse(
        as,
        client,
        await oauth.refreshTokenGrantRequest(as, client, auth, token, insecure),
      );
    const second = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect([second.token_type, second.expires_in, second.scope]).toEqual([
      'bearer',
      3600,
      'read write',
    ]);
    await expect(refresh(first.refresh_token)).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    const called = await oauth.protectedResourceRequest(
      second.access_token,
      'GET',
      new URL(`${run.realm.apiUrl}/items/7`),
      undefined,
      undefined,
      insecure,
    );
    expect(await called.json()).toMatchObject({ id: '7', calls: 1 });
    await oauth.processRevocationResponse(
      // A refresh token that has been replaced ends the consent just as well (RFC 7009 §2.1).
      await oauth.revocationRequest(as, client, auth, first.refresh_token ?? '', insecure),
    );
    await expect(refresh(second.refresh_token)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(
      oauth.protectedResourceRequest(
        second.access_token,
        'GET',
        new URL(`${run.realm.apiUrl}/items/7`),
        undefined,
        undefined,
        insecure,
      ),
    ).rejects.toMatchObject({
      cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
    });
  },
);

test('client credentials, by both discovery documents', async () => {
  await using run = await startRealm();
  for (const algorithm of ['oidc', 'oauth2'] as const) {
    const as = await serverOf(run, algorithm);
    const client: oauth.Client = { client_id: run.client.id };
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      client,
      oauth.ClientSecretBasic(run.client.secret),
      new URLSearchParams({ scope: 'read' }),
      insecure,
    );
    const tokens = await oauth.processClientCredentialsResponse(as, client, response);
    expect(tokens).toMatchObject({ scope: 'read', expires_in: 3600 });
    expect(tokens).not.toHaveProperty('refresh_token');
  }
});

test('a JWT access token passes RFC 9068 validation against the JWKS', async () => {
  await using run = await startRealm({ accessTokenFormat: 'jwt' });
  const as = await serverOf(run, 'oauth2');
  const { access_token: access } = await codeFlow(
    run,
    as,
    oauth.ClientSecretPost(run.client.secret),
  );
  const request = new Request(`${run.realm.apiUrl}/items/1`, {
    headers: { authorization: `Bearer ${access}` },
  });
  const claims = await oauth.validateJwtAccessToken(as, request, run.realm.apiUrl, insecure);
  expect(claims).toMatchObject({
    iss: run.realm.issuer,
    client_id: run.client.id,
    scope: 'read write',
    exp: claims.iat + 3600,
  });
  expect((await run.call(access)).status).toBe(200);
});

test('a wrong secret is invalid_client with a challenge', async () => {
  await using run = await startRealm();
  const as = await serverOf(run, 'oauth2');
  const client: oauth.Client = { client_id: run.client.id };
  const response = await oauth.clientCredentialsGrantRequest(
    as,
    client,
    oauth.ClientSecretBasic('wrong'),
    new URLSearchParams(),
    insecure,
  );
  expect(response.headers.get('www-authenticate')).toMatch(/^Basic /);
  await expect(oauth.processClientCredentialsResponse(as, client, response)).rejects.toMatchObject({
    cause: [{ scheme: 'basic' }],
  });
});
