import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { JwtIssuer, lazyKey } from './jwt-issuer.ts';

const CLAIMS = { iss: 'http://127.0.0.1/r', sub: 'Ünal', jti: 'oc_id_1', iat: 1, exp: 2 };
const SOON = { currentDate: new Date(1_500) };

test('a JWT has exactly these claims and header, and is verified with the published keys', async () => {
  const issuer = new JwtIssuer(lazyKey());
  const jwt = await issuer.sign(CLAIMS, 'at+jwt');
  const keys = createLocalJWKSet({ keys: [...(await issuer.jwks()).keys] });
  const { payload, protectedHeader } = await jwtVerify(jwt, keys, SOON);
  expect(payload).toEqual(CLAIMS);
  expect(protectedHeader).toEqual({ alg: 'RS256', kid: issuer.key.kid, typ: 'at+jwt' });
});

test('a JWT of a key that is not published is not verified', async () => {
  const issuer = new JwtIssuer(lazyKey());
  const before = createLocalJWKSet({ keys: [...(await issuer.jwks()).keys] });
  issuer.change('unpublished');
  const jwt = await issuer.sign(CLAIMS, 'JWT');
  const now = createLocalJWKSet({ keys: [...(await issuer.jwks()).keys] });
  for (const keys of [before, now])
    await expect(jwtVerify(jwt, keys, SOON)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
});
