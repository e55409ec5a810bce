import type { RegisteredClient } from '../../model/client.ts';
import type { Exchange } from '../../model/exchange.ts';
import { oauthError, type HttpReply } from '../../model/reply.ts';
import { isScope, narrowScope, scopeWithin } from '../../model/scope.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import { mintIdToken } from '../id-token.ts';
import { mintAccess } from '../issue-tokens.ts';
import { commitRefresh, type DecidedScope } from './commit-refresh.ts';
import { refuseRefresh, refuseUnknown } from './refuse-refresh.ts';

/**
 * Exchanges a refresh token for new tokens (RFC 6749 §6). The policy decides about rotation (RFC
 * 9700 §4.14.2).
 */
export async function refreshToken(
  realm: RealmState,
  exchange: Exchange,
  client: RegisteredClient,
): Promise<HttpReply> {
  const raw = exchange.parameters.get('refresh_token');
  if (raw === undefined)
    return oauthError(400, 'invalid_request', 'The parameter refresh_token is missing.');
  const found = realm.grants.find(raw);
  if (
    found === undefined ||
    found.token.ref.kind !== 'refresh' ||
    found.token.client !== client.name
  )
    return refuseUnknown(realm, exchange);
  const { token, family } = found;
  const refusal = refuseRefresh(realm, exchange, token, family);
  if (refusal !== undefined) return refusal;
  const requested = exchange.parameters.get('scope');
  if (requested !== undefined && !(isScope(requested) && scopeWithin(requested, family.scope)))
    return oauthError(
      400,
      'invalid_scope',
      'The requested scope is malformed or exceeds the scope granted.',
    );
  const scope = decideScope(exchange, requested ?? family.scope);
  const minted = await mintAccess(realm, client.id, family, scope.scope);
  const idToken = await mintIdToken(realm, client, family, scope.scope);
  // While the new tokens were signed, another request may have ended the refresh token.
  const tooLate = refuseRefresh(realm, exchange, token, family);
  return (
    tooLate ??
    commitRefresh(realm, exchange, token, family, {
      ...scope,
      minted,
      ...(idToken === undefined ? {} : { idToken }),
    })
  );
}

function decideScope(exchange: Exchange, from: string): DecidedScope {
  const wish = exchange.wishes.narrowScope;
  if (wish === undefined) return { scope: from, silentScope: false };
  const scope = narrowScope(from, wish.to);
  if (scope === from || !wish.claim()) return { scope: from, silentScope: false };
  return { scope, narrowed: { fault: wish.fault, from }, silentScope: !wish.announced };
}
