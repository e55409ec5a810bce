import { toMs } from '../model/duration.ts';
import type { Exchange } from '../model/exchange.ts';
import type { HttpReply } from '../model/reply.ts';
import { scopeWithin } from '../model/scope.ts';
import { answerFor, type AnswerFacts } from '../policy/answer.ts';
import { invalidToken, insufficientScope, tokenMissing } from '../policy/bearer-challenge.ts';
import type { Situation } from '../policy/policy-answers.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { faultsBehind, stampFaults, standingOf, type TokenRecord } from '../store/token-record.ts';

/** Whether the API accepts the access token of a request, and if not, why not. */
export type AccessDecision =
  | { readonly accepted: true; readonly token: TokenRecord }
  | {
      readonly accepted: false;
      readonly refusal: HttpReply;
      readonly token?: TokenRecord;
      readonly cause: string;
      readonly faults: readonly string[];
    };

const SITUATION_OF: Readonly<Record<string, Situation>> = {
  absent: 'missing-access-token',
  unknown: 'unknown-access-token',
  expired: 'expired-access-token',
  revoked: 'revoked-access-token',
  'not-yet-valid': 'unknown-access-token',
  'insufficient-scope': 'insufficient-scope',
};

const WHY = {
  expired: 'The access token has expired.',
  revoked: 'The access token was revoked.',
} as const;

/**
 * Judges the bearer token of a request by one of the realm's clocks (RFC 6750 §3.1). It only
 * decides: the caller records the decision.
 */
export function decideAccess(
  realm: RealmState,
  exchange: Exchange,
  judge: 'issuer' | 'resource',
  requiredScope: string,
): AccessDecision {
  if (exchange.bearer === undefined)
    return { accepted: false, refusal: tokenMissing(), cause: 'absent', faults: [] };
  const token = realm.grants.find(exchange.bearer)?.token;
  if (token === undefined || token.ref.kind !== 'access')
    return {
      accepted: false,
      refusal: invalidToken('The access token is unknown.'),
      cause: 'unknown',
      faults: [realm.grants.lost(exchange.bearer)?.fault ?? []].flat(),
    };
  const now = realm.clock.now(judge);
  const standing = standingOf(token, now);
  if (standing === 'expired' || standing === 'revoked') {
    return {
      accepted: false,
      refusal: invalidToken(WHY[standing]),
      token,
      cause: standing,
      faults: faultsBehind(token, now),
    };
  }
  if (token.notBeforeMs > now) {
    return {
      accepted: false,
      refusal: invalidToken('The access token is not valid yet.'),
      token,
      cause: 'not-yet-valid',
      faults: stampFaults(token, now),
    };
  }
  if (scopeWithin(requiredScope, token.scope)) return { accepted: true, token };
  const { narrowed } = token;
  const faults =
    narrowed !== undefined && scopeWithin(requiredScope, narrowed.from) ? [narrowed.fault] : [];
  return {
    accepted: false,
    refusal: insufficientScope(requiredScope),
    token,
    cause: 'insufficient-scope',
    faults,
  };
}

/**
 * Judges the bearer token, and records the decision in the ledger and in the exchange. A refusal is
 * the policy's own answer where the policy has one.
 */
export function guardAccess(
  realm: RealmState,
  exchange: Exchange,
  judge: 'issuer' | 'resource',
  requiredScope: string,
): AccessDecision {
  const decision = decideAccess(realm, exchange, judge, requiredScope);
  const { exchange: number } = exchange.record;
  const token = decision.token === undefined ? {} : { token: decision.token.ref };
  if (decision.accepted) {
    realm.ledger.add({ action: 'accepted', ...token, exchange: number });
    const parent = decision.token.parent;
    if (parent?.end?.waits === 'on-access-token-use')
      realm.grants.retire(parent, toMs(realm.policy.effective.refreshToken.grace));
    return decision;
  }
  for (const fault of decision.faults) exchange.outcome.faults.add(fault);
  realm.ledger.add({
    action: 'refused',
    ...token,
    cause: decision.faults[0] ?? decision.cause,
    exchange: number,
  });
  return { ...decision, refusal: ownRefusal(realm, exchange, judge, requiredScope, decision) };
}

function ownRefusal(
  realm: RealmState,
  exchange: Exchange,
  judge: 'issuer' | 'resource',
  scope: string,
  { cause, refusal, token }: Extract<AccessDecision, { accepted: false }>,
): HttpReply {
  const situation = SITUATION_OF[cause];
  const nowMs = realm.clock.now(judge);
  // A fault can end a token before its time. Such a token counts as expired now.
  const facts: AnswerFacts = {
    nowMs,
    scope,
    ...(token === undefined ? {} : { expiredAtMs: Math.min(token.expiresAtMs, nowMs) }),
  };
  return situation === undefined
    ? refusal
    : answerFor(realm.policy.effective, situation, exchange, facts, refusal);
}
