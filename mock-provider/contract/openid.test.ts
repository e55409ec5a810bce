import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import type { PolicyInput } from '../policy/policy.ts';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

const insecure = { [oauth.allowInsecureRequests]: true } as const;
const OPEN: PolicyInput = { scopes: 'openid read write', refreshToken: { rotation: 'single-use' } };

const discover = (run: TestRealm): Promise<client.Configuration> =>
  client.discovery(new URL(run.realm.issuer), run.client.id, run.client.secret, undefined, {
    execute: [client.allowInsecureRequests],
  });

async function login(
  run: TestRealm,
  config: client.Configuration,
  scope: string,
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const [pkceCodeVerifier, expectedNonce, expectedState] = [
    client.randomPKCECodeVerifier(),
    client.randomNonce(),
    client.randomState(),
  ];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope,
    nonce: expectedNonce,
    state: expectedState,
    max_age: '600',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const redirect = new URL(
    (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '',
  );
  const openid = scope.includes('openid')
    ? { expectedNonce, maxAge: 600, idTokenExpected: true }
    : {};
  return client.authorizationCodeGrant(config, redirect, {
    pkceCodeVerifier,
    expectedState,
    ...openid,
  });
}

describe.each(['opaque', 'jwt'] as const)('with %s access tokens', (accessTokenFormat) => {
  test('openid-client: an ID token with the code, one on refresh, the same user at userinfo (OIDC Core §3.1.3, §12.2, §5.3)', async () => {
    await using run = await startRealm({ ...OPEN, accessTokenFormat });
    const config = await discover(run);
    client.enableNonRepudiationChecks(config);
    const first = await login(run, config, 'openid read');
    const claims = first.claims();
    expect(claims).toMatchObject({
      iss: run.realm.issuer,
      sub: 'user-1',
      aud: run.client.id,
      auth_time: expect.any(Number),
    });
    run.realm.clock.advance(5_000);
    const next = await client.refreshTokenGrant(config, first.refresh_token ?? '');
    expect(next.claims()).toMatchObject({
      iss: claims?.iss,
      sub: claims?.sub,
      aud: claims?.aud,
      auth_time: claims?.auth_time,
    });
    expect(next.claims()?.nonce).toBeUndefined();
    expect(next.claims()?.iat).toBeGreaterThanOrEqual((claims?.iat ?? 0) + 5);
    expect(await client.fetchUserInfo(config, next.access_token, 'user-1')).toMatchObject({
      sub: 'user-1',
    });
  });
});

test('oauth4webapi: the signature is by a published key, and the nonce comes back', async () => {
  await using run = await startRealm(OPEN);
  const issuer = new URL(run.realm.issuer);
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...insecure }),
  );
  const self = { client_id: run.client.id };
  const nonce = oauth.generateRandomNonce();
  const code = await run.code({ scope: 'openid', nonce });
  const parameters = oauth.validateAuthResponse(
    as,
    self,
    new URLSearchParams({ code }),
    oauth.skipStateCheck,
  );
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    self,
    oauth.ClientSecretBasic(run.client.secret),
    parameters,
    REDIRECT_URI,
    oauth.nopkce,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(as, self, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(as, response, insecure);
  const { payload, protectedHeader } = await jwtVerify(
    tokens.id_token ?? '',
    createRemoteJWKSet(new URL(as.jwks_uri ?? '')),
    { issuer: run.realm.issuer, audience: run.client.id },
  );
  expect([protectedHeader.alg, (payload.exp ?? 0) - (payload.iat ?? 0)]).toEqual(['RS256', 3_600]);
});

test('without openid in the scope, or among the scopes, there is none', async () => {
  await using run = await startRealm(OPEN);
  const config = await discover(run);
  const first = await login(run, config, 'read');
  expect([
    first.id_token,
    (await client.refreshTokenGrant(config, first.refresh_token ?? '')).id_token,
  ]).toEqual([undefined, undefined]);
  const both = await login(run, config, 'openid read');
  expect(
    (await client.refreshTokenGrant(config, both.refresh_token ?? '', { scope: 'read' })).id_token,
  ).toBeUndefined();
  expect(
    (await client.clientCredentialsGrant(config, { scope: 'openid' })).id_token,
  ).toBeUndefined();
  run.realm.changePolicy({ scopes: 'read' });
  await expect(login(run, config, 'openid')).rejects.toMatchObject({ error: 'invalid_scope' });
});

test('its times are those of the issuer', async () => {
  await using run = await startRealm(OPEN);
  run.realm.clock.skew('issuer', 86_400_000);
  const { id_token: idToken = '' } = (await (
    await run.exchangeCode(await run.code({ scope: 'openid' }))
  ).json()) as { readonly id_token?: string };
  expect(
    Math.abs((decodeJwt(idToken).iat ?? 0) * 1_000 - run.realm.clock.now('issuer')),
  ).toBeLessThan(5_000);
  expect(decodeJwt(idToken)).not.toHaveProperty('nonce');
});
