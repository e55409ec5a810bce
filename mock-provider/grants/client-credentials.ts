import type { RegisteredClient } from '../api.ts';
import type { Exchange } from '../exchange.ts';
import { issueAccess, mintAccess, tokenReply } from '../issue-tokens.ts';
import type { RealmState } from '../realm-state.ts';
import type { HttpReply } from '../reply.ts';
import { grantedScope } from './granted-scope.ts';

/** The client acts for itself (RFC 6749 §4.4). Every request is a consent of its own, without a refresh token (§4.4.3). */
export async function clientCredentials(realm: RealmState, exchange: Exchange, client: RegisteredClient): Promise<HttpReply> {
  const granted = grantedScope(realm.policy.effective, exchange.parameters.get('scope'));
  if ('refusal' in granted) return granted.refusal;
  const minted = await mintAccess(realm, client.id, granted.scope);
  const family = realm.grants.openFamily(client.name, granted.scope);
  family.generation = 1;
  return tokenReply(realm, exchange, { access: issueAccess(realm, exchange, family, minted) });
}
