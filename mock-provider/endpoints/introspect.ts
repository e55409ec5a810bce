import type { Exchange } from '../model/exchange.ts';
import { json, oauthError, type HttpReply } from '../model/reply.ts';
import { clientRefused } from '../policy/client-refused.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { faultsBehind, standingOf } from '../store/token-record.ts';
import { authenticateClient } from './client-authentication.ts';

/**
 * Token introspection (RFC 7662). About a token that is dead, unknown or issued to another client,
 * the answer says only that it is not active (§2.2). Whoever asks must authenticate, or tokens
 * could be tried out here (§2.1, §4). A client that asks before it calls has met the fault that
 * ended its token when it hears so.
 */
export async function introspect(realm: RealmState, exchange: Exchange): Promise<HttpReply> {
  if (exchange.malformed !== undefined)
    return oauthError(400, 'invalid_request', exchange.malformed);
  const authenticated = await authenticateClient(realm, exchange);
  if ('refusal' in authenticated) return authenticated.refusal;
  if (authenticated.client.secret === '')
    return clientRefused(exchange.record.clientAuth, 'A public client may not ask about tokens.');
  const raw = exchange.parameters.get('token');
  if (raw === undefined)
    return oauthError(400, 'invalid_request', 'The parameter token is missing.');
  const found = realm.grants.find(raw);
  const now = realm.clock.now('issuer');
  if (found === undefined || found.token.client !== authenticated.client.name)
    return json(200, { active: false });
  const { token, family } = found;
  const standing = standingOf(token, now);
  if (standing !== 'live' && standing !== 'spent-in-grace') {
    for (const fault of faultsBehind(token, now)) exchange.outcome.faults.add(fault);
    return json(200, { active: false });
  }
  const seconds = (ms: number): number => Math.floor(ms / 1_000);
  return json(200, {
    active: true,
    scope: token.scope,
    client_id: authenticated.client.id,
    sub: family.subject,
    iss: realm.issuer,
    iat: seconds(token.notBeforeMs),
    ...(token.expiresAtMs === Number.POSITIVE_INFINITY ? {} : { exp: seconds(token.expiresAtMs) }),
    ...(token.ref.kind === 'access' ? { token_type: realm.policy.effective.reply.tokenType } : {}),
  });
}
