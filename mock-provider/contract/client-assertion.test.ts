import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RegisteredClient } from '../model/client.ts';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';

const insecure = { [oauth.allowInsecureRequests]: true } as const;
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
let keys: CryptoKeyPair;
let stranger: CryptoKeyPair;

beforeAll(async () => {
  [keys, stranger] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
  ]);
});

const register = async (run: TestRealm, name = 'signer'): Promise<RegisteredClient> =>
  run.realm.registerClient(name, {
    jwks: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1' }] },
  });

describe.each(['private-key-jwt', 'any'] as const)(
  'private_key_jwt where clients authenticate by %s',
  (clientAuthentication) => {
    test('oauth4webapi: token, introspection and revocation', async () => {
      await using run = await startRealm({ clientAuthentication });
      const { id } = await register(run);
      const issuer = new URL(run.realm.issuer);
      const as = await oauth.processDiscoveryResponse(
        issuer,
        await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
      );
      expect(as.token_endpoint_auth_methods_supported).toContain('private_key_jwt');
      expect(as.token_endpoint_auth_signing_alg_values_supported).toContain('ES256');
      const auth = oauth.PrivateKeyJwt({ key: keys.privateKey, kid: 'k1' });
      const self = { client_id: id };
      const { access_token: token } = await oauth.processClientCredentialsResponse(
        as,
        self,
        await oauth.clientCredentialsGrantRequest(as, self, auth, {}, insecure),
      );
      expect(run.requests.at(-1)).toMatchObject({ client: 'signer', clientAuth: 'assertion' });
      await oauth.processRevocationResponse(
        await oauth.revocationRequest(as, self, auth, token, insecure),
      );
      expect(
        await oauth.processIntrospectionResponse(
          as,
          self,
          await oauth.introspectionRequest(as, self, auth, token, insecure),
        ),
      ).toEqual({ active: false });
    });

    test('openid-client: client credentials', async () => {
      await using run = await startRealm({ clientAuthentication });
      const { id } = await register(run);
      const config = await client.discovery(
        new URL(run.realm.issuer),
        id,
        undefined,
        client.PrivateKeyJwt(keys.privateKey),
        { execute: [client.allowInsecureRequests] },
      );
      expect(await client.clientCredentialsGrant(config)).toMatchObject({ token_type: 'bearer' });
    });
  },
);

const assertion = (
  run: TestRealm,
  id: string,
  claims: JWTPayload = {},
  key = keys.privateKey,
): Promise<string> => {
  const now = Math.floor(run.realm.clock.now('issuer') / 1_000);
  return new SignJWT({
    iss: id,
    sub: id,
    aud: run.realm.issuer,
    exp: now + 60,
    iat: now,
    jti: crypto.randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(key);
};

const ask = (
  run: TestRealm,
  signed: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(run.realm.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: TYPE,
      client_assertion: signed,
      ...more,
    }),
  });

test('RFC 7523 §3: what an assertion must say, once', async () => {
  await using run = await startRealm();
  const { id, secret } = await register(run);
  const second = 1_000;
  const now = Math.floor(run.realm.clock.now('issuer') / second);
  const good = await assertion(run, id);
  expect([(await ask(run, good)).status, (await ask(run, good)).status]).toEqual([200, 401]);
  expect(
    (await ask(run, await assertion(run, id, { aud: run.realm.tokenUrl }), { client_id: id }))
      .status,
  ).toBe(200);
  const flawed = [
    { aud: 'http://elsewhere' },
    { iss: 'client-main' },
    { sub: 'client-main' },
    { exp: now - 60 },
    { exp: undefined },
    { exp: now + 1e6 },
    { jti: undefined },
    { jti: '' },
    { nbf: now + 600 },
  ];
  for (const claims of flawed) {
    const response = await ask(run, await assertion(run, id, claims as JWTPayload));
    expect([claims, response.status, (await bodyOf(response)).error]).toEqual([
      claims,
      401,
      'invalid_client',
    ]);
  }
  expect((await ask(run, await assertion(run, id, {}, stranger.privateKey))).status).toBe(401);
  expect((await ask(run, await assertion(run, id), { client_assertion_type: 'x' })).status).toBe(
    401,
  );
  expect((await ask(run, await assertion(run, id), { client_id: run.client.id })).status).toBe(401);
  // RFC 6749 §5.2: more than one mechanism is invalid_request.
  expect(
    (await ask(run, await assertion(run, id), { client_id: id, client_secret: secret })).status,
  ).toBe(400);
  expect((await ask(run, 'a.b.c')).status).toBe(401);
});

test("the issuer's clock judges the expiry", async () => {
  await using run = await startRealm();
  const { id } = await register(run);
  const signed = await assertion(run, id);
  run.realm.clock.advance(3_600_000);
  expect((await ask(run, signed)).status).toBe(401);
  expect((await ask(run, await assertion(run, id))).status).toBe(200);
});

test('only where the policy takes it, and from clients with keys', async () => {
  await using run = await startRealm({ clientAuthentication: 'private-key-jwt' });
  const { id } = await register(run);
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(401);
  expect((await ask(run, await assertion(run, run.client.id))).status).toBe(401);
  run.realm.changePolicy({ clientAuthentication: 'header' });
  expect((await ask(run, await assertion(run, id))).status).toBe(401);
});

test('keys that are private, missing or of a public client are not registered', async () => {
  await using run = await startRealm();
  const own = await exportJWK(keys.privateKey);
  const refused = expect.objectContaining({ code: 'bad-client-keys' });
  expect(() => run.realm.registerClient('a', { jwks: { keys: [own] } })).toThrow(refused);
  expect(() => run.realm.registerClient('b', { jwks: { keys: [] } })).toThrow(refused);
  expect(() =>
    run.realm.registerClient('c', { type: 'public', jwks: { keys: [{ kty: 'EC' }] } }),
  ).toThrow(refused);
});
