import { json, type HttpReply } from '../model/reply.ts';
import { scopeNames } from '../model/scope.ts';
import type { Policy } from '../policy/policy.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { ASSERTION_ALGORITHMS } from './client-assertion.ts';
import { DEVICE_CODE } from './grants/device-code.ts';

const METHODS: Readonly<Record<Policy['clientAuthentication'], readonly string[]>> = {
  any: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  header: ['client_secret_basic'],
  body: ['client_secret_post'],
  'private-key-jwt': ['private_key_jwt'],
  none: ['none'],
};

/** Server metadata (OIDC Discovery §4, RFC 8414 §3). */
export function discovery(realm: RealmState): HttpReply {
  const { scopes, clientAuthentication, pkce } = realm.policy.effective;
  const methods = METHODS[clientAuthentication];
  const { issuer } = realm;
  // RFC 8414 §2: the metadata must list the algorithms when clients may authenticate with signed
  // JWTs.
  const signed = clientAuthentication === 'any' || clientAuthentication === 'private-key-jwt';
  return json(200, {
    issuer: realm.identity.issuer ?? issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/revoke`,
    introspection_endpoint: `${issuer}/introspect`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    scopes_supported: scopeNames(scopes),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: [
      'authorization_code',
      'refresh_token',
      'client_credentials',
      DEVICE_CODE,
    ],
    ...(pkce === 'refused'
      ? {}
      : {
          code_challenge_methods_supported: pkce.startsWith('s256') ? ['S256'] : ['S256', 'plain'],
        }),
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    introspection_endpoint_auth_methods_supported: methods.filter((method) => method !== 'none'),
    ...(signed
      ? Object.fromEntries(
          ['token', 'revocation', 'introspection'].map((endpoint) => [
            `${endpoint}_endpoint_auth_signing_alg_values_supported`,
            ASSERTION_ALGORITHMS,
          ]),
        )
      : {}),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['iss', 'sub', 'aud', 'iat', 'exp', 'auth_time', 'nonce', 'name'],
  });
}

/** The public keys for JWT access tokens and ID tokens, as a JWK set (RFC 7517). */
export async function jwks(realm: RealmState): Promise<HttpReply> {
  return json(200, await realm.jwt.jwks());
}
