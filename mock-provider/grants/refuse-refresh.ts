import type { Exchange } from '../exchange.ts';
import type { Family } from '../grant-store.ts';
import type { RealmState } from '../realm-state.ts';
import { oauthError, type HttpReply } from '../reply.ts';
import { faultsBehind, standingOf, type TokenRecord } from '../token-record.ts';

const WHY = {
  expired: 'The refresh token has expired.',
  revoked: 'The refresh token was revoked.',
  spent: 'The refresh token was used before.',
} as const;

/** Refuses a refresh token that is no longer good, with what its replay entails; undefined when it is good. */
export function refuseRefresh(realm: RealmState, exchange: Exchange, token: TokenRecord, family: Family): HttpReply | undefined {
  const now = realm.clock.now('issuer');
  const standing = standingOf(token, now);
  const number = exchange.record.exchange;
  // Whoever changed the rules of rotation had a hand in every refresh judged by them.
  if (standing !== 'expired' && standing !== 'revoked') for (const fault of realm.policy.refreshTokenFaults) exchange.outcome.faults.add(fault);
  if (standing === 'live' || standing === 'spent-in-grace') return undefined;
  const faults = faultsBehind(token, now);
  for (const fault of faults) exchange.outcome.faults.add(fault);
  if (standing === 'spent') replayed(realm, exchange, token, family);
  realm.ledger.add({ action: 'refused', token: token.ref, cause: faults[0] ?? standing, exchange: number });
  return oauthError(400, 'invalid_grant', WHY[standing]);
}

function replayed(realm: RealmState, exchange: Exchange, token: TokenRecord, family: Family): void {
  const because = { cause: 'reuse', exchange: exchange.record.exchange };
  realm.ledger.add({ action: 'replayed', token: token.ref, exchange: because.exchange });
  if (realm.policy.effective.refreshToken.onReuse === 'revoke-family') realm.grants.end(family.tokens, 'revoked', realm.policy.refreshTokenFaults, because);
}
