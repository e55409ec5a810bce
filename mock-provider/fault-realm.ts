import { decideAccess } from './access-decision.ts';
import { answerFor } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { FaultRealm } from './fault-context.ts';
import type { RealmState } from './realm-state.ts';
import type { StampSkew, TokenRecord } from './token-record.ts';

/** What faults can do to a realm, done to it. */
export function faultRealm(realm: RealmState): FaultRealm {
  let skews: readonly StampSkew[] = [];
  const skewIssuer = (next: readonly StampSkew[], byMs: number): void => {
    skews = next;
    realm.grants.skews = next;
    realm.clock.skew('issuer', realm.clock.offset('issuer') + byMs);
  };
  const live = (exchange: Exchange): TokenRecord | undefined => {
    // With nothing demanded, what is left of the decision is whether the token is live.
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
    endTokens(kinds, state, fault, client) {
      const tokens = realm.grants.all(kinds).filter((token) => client === undefined || token.client === client);
      realm.grants.end(tokens, state, [fault], { cause: fault });
    },
    overridePolicy: (change, fault) => realm.policy.lay(fault, change),
    skewIssuer(byMs, fault) {
      const skew: StampSkew = { fault, byMs };
      skewIssuer([...skews, skew], byMs);
      return () => skewIssuer(skews.filter((other) => other !== skew), -byMs);
    },
    liveScope: (exchange) => live(exchange)?.scope,
  };
}
