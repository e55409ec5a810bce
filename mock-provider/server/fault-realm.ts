import { decideAccess } from '../endpoints/access-decision.ts';
import { presentedCredentials } from '../endpoints/client-authentication.ts';
import { refreshLife } from '../endpoints/issue-tokens.ts';
import type { FaultRealm } from '../faults/engine/fault-context.ts';
import type { Exchange } from '../model/exchange.ts';
import { answerFor } from '../policy/answer.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { standingOf, type StampSkew, type TokenRecord } from '../store/token-record.ts';

/** Carries out on a realm what the faults in force ask for. */
export function faultRealm(realm: RealmState): FaultRealm {
  let skews: readonly StampSkew[] = [];
  const skewIssuer = (next: readonly StampSkew[], byMs: number): void => {
    skews = next;
    realm.grants.skews = next;
    realm.clock.skew('issuer', realm.clock.offset('issuer') + byMs);
  };
  const live = (exchange: Exchange): TokenRecord | undefined => {
    // With no scope required, the decision depends only on whether the token is live.
    const decision = decideAccess(realm, exchange, 'resource', '');
    return decision.accepted ? decision.token : undefined;
  };
  return {
    now: (clock = 'issuer') => realm.clock.now(clock),
    answer(situation, exchange, otherwise) {
      const nowMs = realm.clock.now(situation === 'throttled-api' ? 'resource' : 'issuer');
      return answerFor(realm.policy.effective, situation, exchange, { nowMs }, otherwise);
    },
    tokenAgeMs(exchange) {
      const token = live(exchange);
      return token === undefined ? undefined : realm.clock.now('issuer') - token.notBeforeMs;
    },
    ...tokenPowers(realm),
    ...secretPowers(realm),
    changeKey: (published) => realm.jwt.change(published),
    get publishedKids() {
      return realm.jwt.published.map(({ kid }) => kid);
    },
    overrideIdentity: (identity) => overrideIdentity(realm, identity),
    overridePolicy: (change, fault) => realm.policy.lay(fault, change),
    skewIssuer(byMs, fault) {
      const skew: StampSkew = { fault, byMs };
      skewIssuer([...skews, skew], byMs);
      return () =>
        skewIssuer(
          skews.filter((other) => other !== skew),
          -byMs,
        );
    },
    presentCertificate: (kind, fault) => realm.tls.present(kind, fault),
    liveScope: (exchange) => live(exchange)?.scope,
  };
}

/** What faults can do to a realm's tokens. */
const tokenPowers = (
  realm: RealmState,
): Pick<FaultRealm, 'endTokens' | 'shortenRefreshTokens' | 'forgetTokens'> => ({
  endTokens(kinds, state, fault, client, oldest) {
    const tokens = realm.grants
      .all(kinds)
      .filter((token) => client === undefined || token.client === client);
    const now = realm.clock.now('issuer');
    const chosen =
      oldest === undefined
        ? tokens
        : tokens.filter((token) => standingOf(token, now) === 'live').slice(0, oldest);
    realm.grants.end(chosen, state, [fault], { cause: fault });
  },
  shortenRefreshTokens() {
    for (const family of realm.grants.families) {
      const life = refreshLife(realm, family);
      for (const token of realm.grants.live(family, 'refresh'))
        if (life.expiresAtMs < token.expiresAtMs) realm.grants.prolong(token, life);
    }
  },
  forgetTokens(fault) {
    realm.grants.lose(fault);
    realm.codes.clear();
  },
});

/** What faults can do to the secrets of clients. */
function secretPowers(realm: RealmState): Pick<FaultRealm, 'changeSecrets' | 'hasOldSecret'> {
  const oldSecrets = new Map<string, string>();
  return {
    changeSecrets(name) {
      const before = realm.clients.list.filter(
        (client) => client.secret !== '' && (name === undefined || client.name === name),
      );
      const made = new Map<string, string>();
      for (const client of before) {
        oldSecrets.set(client.id, client.secret);
        const secret = realm.rawTokens.next('client-secret');
        made.set(client.id, secret);
        realm.clients.changeSecret(client, secret, realm.secrets);
      }
      return () => {
        for (const client of before) {
          oldSecrets.delete(client.id);
          // A secret that the client's owner has made meanwhile stays.
          if (realm.clients.byId(client.id)?.secret === made.get(client.id))
            realm.clients.changeSecret(client, client.secret, realm.secrets);
        }
      };
    },
    hasOldSecret(exchange) {
      const credentials = presentedCredentials(
        exchange,
        realm.policy.effective.clientAuthentication,
      );
      return credentials !== undefined && oldSecrets.get(credentials.id) === credentials.secret;
    },
  };
}

function overrideIdentity(
  realm: RealmState,
  identity: Parameters<FaultRealm['overrideIdentity']>[0],
): () => void {
  const before = { ...realm.identity };
  Object.assign(realm.identity, identity);
  return () => {
    for (const name of ['issuer', 'subject'] as const) {
      if (identity[name] === undefined) continue;
      if (before[name] === undefined) delete realm.identity[name];
      else realm.identity[name] = before[name];
    }
  };
}
