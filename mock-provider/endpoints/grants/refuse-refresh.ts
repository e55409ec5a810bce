import type { Exchange } from '../../model/exchange.ts';
import { oauthError, type HttpReply } from '../../model/reply.ts';
import { answerFor } from '../../policy/answer.ts';
import type { Situation } from '../../policy/policy-answers.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import type { Family } from '../../store/grant-store.ts';
import { faultsBehind, standingOf, type TokenRecord } from '../../store/token-record.ts';
import { isTolerated } from './replay.ts';

const WHY = {
  expired: ['expired-refresh-token', 'The refresh token has expired.'],
  revoked: ['revoked-refresh-token', 'The refresh token was revoked.'],
  spent: ['reused-refresh-token', 'The refresh token was used before.'],
} as const satisfies Readonly<Record<string, readonly [Situation, string]>>;

function refusal(
  realm: RealmState,
  exchange: Exchange,
  situation: Situation,
  why: string,
  expiredAtMs?: number,
): HttpReply {
  const facts = {
    nowMs: realm.clock.now('issuer'),
    ...(expiredAtMs === undefined ? {} : { expiredAtMs }),
  };
  return answerFor(
    realm.policy.effective,
    situation,
    exchange,
    facts,
    oauthError(400, 'invalid_grant', why),
  );
}

/**
 * Refuses a refresh token that this provider did not issue to this client, or that a fault made it
 * forget.
 */
export function refuseUnknown(realm: RealmState, exchange: Exchange): HttpReply {
  const lost = realm.grants.lost(exchange.parameters.get('refresh_token') ?? '');
  if (lost !== undefined) exchange.outcome.faults.add(lost.fault);
  return refusal(realm, exchange, 'unknown-refresh-token', 'The refresh token is unknown.');
}

/**
 * Decides whether a refresh token is refused, and carries out the consequences of its reuse.
 * Returns undefined when the token is accepted.
 */
export function refuseRefresh(
  realm: RealmState,
  exchange: Exchange,
  token: TokenRecord,
  family: Family,
): HttpReply | undefined {
  const now = realm.clock.now('issuer');
  const standing = standingOf(token, now);
  const number = exchange.record.exchange;
  const { concurrency } = realm.policy.effective.refreshToken;
  // A fault that changes the rules for refresh tokens counts as met by every refresh that is judged
  // by these rules.
  if (standing !== 'expired' && standing !== 'revoked')
    for (const fault of realm.policy.refreshTokenFaults) exchange.outcome.faults.add(fault);
  if (exchange.concurrent && concurrency === 'refused') {
    realm.ledger.add({
      action: 'refused',
      token: token.ref,
      cause: 'concurrent',
      exchange: number,
    });
    return refusal(
      realm,
      exchange,
      'concurrent-refresh',
      'A refresh with this token is already being processed.',
    );
  }
  if (
    standing === 'live' ||
    ((standing === 'spent-in-grace' || standing === 'spent') &&
      isTolerated(realm, exchange, token, family, standing))
  )
    return undefined;
  const state = standing === 'spent-in-grace' ? 'spent' : standing;
  const faults = faultsBehind(token, now);
  for (const fault of faults) exchange.outcome.faults.add(fault);
  if (state === 'spent') replayed(realm, exchange, token, family);
  realm.ledger.add({
    action: 'refused',
    token: token.ref,
    cause: faults[0] ?? state,
    exchange: number,
  });
  const [situation, why] = WHY[state];
  return refusal(realm, exchange, situation, why, Math.min(token.expiresAtMs, now));
}

/** Revokes what the policy says after the reuse of a spent refresh token (RFC 9700 §4.14.2). */
function replayed(realm: RealmState, exchange: Exchange, token: TokenRecord, family: Family): void {
  const because = { cause: 'reuse', exchange: exchange.record.exchange };
  realm.ledger.add({ action: 'replayed', token: token.ref, exchange: because.exchange });
  realm.grants.end(struck(realm, family), 'revoked', realm.policy.refreshTokenFaults, because);
}

function struck(realm: RealmState, family: Family): readonly TokenRecord[] {
  switch (realm.policy.effective.refreshToken.onReuse) {
    case 'error':
      return [];
    case 'revoke-family':
      return family.tokens;
    case 'revoke-session':
      return [...realm.grants.families]
        .filter(({ subject }) => subject === family.subject)
        .flatMap(({ tokens }) => tokens);
    case 'revoke-current':
      return [
        ...realm.grants.live(family, 'refresh').slice(-1),
        ...family.tokens.filter(({ ref }) => ref.kind === 'access'),
      ];
  }
}
