import type { RegisteredClient } from '../../model/client.ts';
import type { Exchange } from '../../model/exchange.ts';
import { oauthError, type HttpReply } from '../../model/reply.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import type { TokenRecord } from '../../store/token-record.ts';
import { issueAccess, mintAccess } from '../issue-tokens.ts';
import { tokenReply } from '../token-reply.ts';
import { grantedScope } from './granted-scope.ts';

/**
 * The client acts for itself, which only a confidential one may (RFC 6749 §4.4). Every request
 * begins a consent of its own, and no refresh token is issued (§4.4.3).
 */
export async function clientCredentials(
  realm: RealmState,
  exchange: Exchange,
  client: RegisteredClient,
): Promise<HttpReply> {
  if (client.secret === '')
    return oauthError(
      400,
      'unauthorized_client',
      'A public client cannot act for itself: anybody can say its id.',
    );
  const granted = grantedScope(realm.policy.effective, exchange.parameters.get('scope'));
  if ('refusal' in granted) return granted.refusal;
  const alive =
    realm.policy.effective.accessTokenOnRefresh === 'same'
      ? aliveFor(realm, client, granted.scope)
      : undefined;
  if (alive !== undefined) return tokenReply(realm, exchange, { access: alive });
  const family = realm.grants.openFamily(client.name, granted.scope, client.id);
  const minted = await mintAccess(realm, client.id, family, granted.scope);
  family.generation = 1;
  return tokenReply(realm, exchange, { access: issueAccess(realm, exchange, family, minted) });
}

/** The newest live token that the client already has for this scope. */
function aliveFor(
  realm: RealmState,
  client: RegisteredClient,
  scope: string,
): TokenRecord | undefined {
  return [...realm.grants.families]
    .filter(
      (family) =>
        family.client === client.name && family.subject === client.id && family.scope === scope,
    )
    .flatMap((family) => realm.grants.live(family, 'access'))
    .at(-1);
}
