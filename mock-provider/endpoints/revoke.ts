import type { Exchange } from '../model/exchange.ts';
import { empty, oauthError, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { authenticateClient } from './client-authentication.ts';

/**
 * Token revocation (RFC 7009). Revoking a refresh token, also one that has been replaced, ends its
 * whole consent (§2.1); revoking an access token ends only this token. An unknown or dead token
 * is no error (§2.2).
 */
export async function revoke(realm: RealmState, exchange: Exchange): Promise<HttpReply> {
  if (exchange.malformed !== undefined)
    return oauthError(400, 'invalid_request', exchange.malformed);
  const authenticated = await authenticateClient(realm, exchange);
  if ('refusal' in authenticated) return authenticated.refusal;
  const raw = exchange.parameters.get('token');
  if (raw === undefined)
    return oauthError(400, 'invalid_request', 'The parameter token is missing.');
  const found = realm.grants.find(raw);
  if (found === undefined) return empty(200);
  const { token, family } = found;
  if (token.client !== authenticated.client.name)
    return oauthError(400, 'invalid_grant', 'The token was issued to another client.');
  const because = { cause: 'revocation-request', exchange: exchange.record.exchange };
  const ending = token.ref.kind === 'refresh' ? family.tokens : [token];
  realm.grants.end(ending, 'revoked', [], because);
  return empty(200);
}
