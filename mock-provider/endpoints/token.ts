import type { RegisteredClient } from '../model/client.ts';
import type { Exchange } from '../model/exchange.ts';
import { oauthError, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { authenticateClient } from './client-authentication.ts';
import { authorizationCode } from './grants/authorization-code.ts';
import { clientCredentials } from './grants/client-credentials.ts';
import { DEVICE_CODE, deviceCode } from './grants/device-code.ts';
import { refreshToken } from './grants/refresh-token.ts';

type Grant = (
  realm: RealmState,
  exchange: Exchange,
  client: RegisteredClient,
) => Promise<HttpReply>;

const GRANTS: ReadonlyMap<string, Grant> = new Map([
  ['authorization_code', authorizationCode],
  ['refresh_token', refreshToken],
  ['client_credentials', clientCredentials],
  [DEVICE_CODE, deviceCode],
]);

/** The token endpoint (RFC 6749 §3.2). */
export async function token(realm: RealmState, exchange: Exchange): Promise<HttpReply> {
  if (exchange.malformed !== undefined)
    return oauthError(400, 'invalid_request', exchange.malformed);
  const authenticated = await authenticateClient(realm, exchange);
  if ('refusal' in authenticated) return authenticated.refusal;
  const grantType = exchange.parameters.get('grant_type');
  if (grantType === undefined)
    return oauthError(400, 'invalid_request', 'The parameter grant_type is missing.');
  const grant = GRANTS.get(grantType);
  if (grant === undefined)
    return oauthError(400, 'unsupported_grant_type', 'The grant type is not supported.');
  return grant(realm, exchange, authenticated.client);
}
