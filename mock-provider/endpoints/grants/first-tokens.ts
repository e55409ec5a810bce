import type { RegisteredClient } from '../../model/client.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { HttpReply } from '../../model/reply.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import type { Family } from '../../store/family.ts';
import { mintIdToken } from '../id-token.ts';
import { because, issueAccess, issueRefresh, mintAccess } from '../issue-tokens.ts';
import { tokenReply } from '../token-reply.ts';

/**
 * Issues the first tokens of a consent (RFC 6749 §5.1). The caller must first mark the
 * authorization code or device code as used.
 */
export async function firstTokens(
  realm: RealmState,
  exchange: Exchange,
  client: RegisteredClient,
  family: Family,
  nonce?: string,
): Promise<HttpReply> {
  const [minted, idToken] = [
    await mintAccess(realm, client.id, family, family.scope),
    await mintIdToken(realm, client, family, family.scope, nonce),
  ];
  const told = idToken === undefined ? {} : { idToken };
  family.generation = 1;
  const access = issueAccess(realm, exchange, family, minted);
  const wanted = realm.policy.effective.refreshToken.issue === 'always';
  const withheld = wanted && exchange.wishes.withholdRefreshToken?.claim() === true;
  if (!wanted || withheld) return tokenReply(realm, exchange, { access, ...told });
  const refresh = issueRefresh(realm, exchange, family);
  evictOldest(realm, exchange, family);
  return tokenReply(realm, exchange, {
    access,
    ...told,
    refresh: { token: refresh, repeated: false },
  });
}

/**
 * Some providers limit how many consents a user can have for one client. Beyond the limit this
 * revokes the refresh tokens of the oldest consents, and tells nobody.
 */
function evictOldest(realm: RealmState, exchange: Exchange, { client, subject }: Family): void {
  const { limit } = realm.policy.effective.refreshToken;
  if (limit === undefined) return;
  const alive = [...realm.grants.families]
    .filter((family) => family.client === client && family.subject === subject)
    .map((family) => realm.grants.live(family, 'refresh'))
    .filter((tokens) => tokens.length > 0);
  realm.grants.end(
    alive.slice(0, Math.max(0, alive.length - limit)).flat(),
    'revoked',
    realm.policy.refreshTokenFaults,
    { ...because(exchange), cause: 'limit' },
  );
}
