import { decideAccess } from './access-decision.ts';
import type { FaultRealm } from './fault-context.ts';
import type { RealmState } from './realm-state.ts';
import type { StampSkew } from './token-record.ts';

/** What faults can do to a realm, done to it. */
export function faultRealm(realm: RealmState): FaultRealm {
  let skews: readonly StampSkew[] = [];
  const skewIssuer = (next: readonly StampSkew[], byMs: number): void => {
    skews = next;
    realm.grants.skews = next;
    realm.clock.skew('issuer', realm.clock.offset('issuer') + byMs);
  };
  return {
    now: () => realm.clock.now('issuer'),
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
    liveScope(exchange) {
      // With nothing demanded, what is left of the decision is whether the token is live.
      const decision = decideAccess(realm, exchange, 'resource', '');
      return decision.accepted ? decision.token.scope : undefined;
    },
  };
}
