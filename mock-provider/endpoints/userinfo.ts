import type { Exchange } from '../model/exchange.ts';
import { json, type HttpReply } from '../model/reply.ts';
import { requestRefused } from '../policy/bearer-challenge.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { guardAccess } from './access-decision.ts';

/**
 * The user who gave the consent (OIDC Core §5.3). The endpoint belongs to the authorization server,
 * so the issuer's clock judges the token.
 */
export function userinfo(realm: RealmState, exchange: Exchange): HttpReply {
  if (exchange.malformed !== undefined) return requestRefused(exchange.malformed);
  const decision = guardAccess(realm, exchange, 'issuer', '');
  if (!decision.accepted) return decision.refusal;
  const sub =
    realm.identity.subject ?? realm.grants.family(decision.token.ref.family)?.subject ?? 'unknown';
  return json(200, { sub, name: `Test User ${sub}` });
}
