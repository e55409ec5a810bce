import type { RealmState } from '../realm-state.ts';
import { json, type HttpReply } from '../reply.ts';
import { scopeNames } from '../scope.ts';

/** What the library's document promises and this provider does not have. */
const ABSENT = ['introspection_endpoint', 'end_session_endpoint', 'token_endpoint_auth_signing_alg_values_supported'];

const METHODS = { any: ['client_secret_basic', 'client_secret_post'], header: ['client_secret_basic'], body: ['client_secret_post'] } as const;

/** Server metadata (OIDC Discovery §4, RFC 8414 §3). */
export async function discovery(realm: RealmState): Promise<HttpReply> {
  const { scopes, clientAuthentication } = realm.policy.effective;
  const methods = METHODS[clientAuthentication];
  const library = Object.entries(await realm.jwt.discovery()).filter(([name]) => !ABSENT.includes(name));
  return json(200, {
    ...Object.fromEntries(library),
    scopes_supported: scopeNames(scopes),
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
  });
}

/** The keys that JWT access tokens are signed with (RFC 7517). */
export async function jwks(realm: RealmState): Promise<HttpReply> {
  return json(200, await realm.jwt.jwks());
}
