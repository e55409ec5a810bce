import { toMs } from '../../model/duration.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { HttpReply } from '../../model/reply.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import type { Family } from '../../store/grant-store.ts';
import { standingOf, type TokenRecord } from '../../store/token-record.ts';
import type { IdToken } from '../id-token.ts';
import {
  because,
  issueAccess,
  issueRefresh,
  refreshLife,
  type MintedAccess,
} from '../issue-tokens.ts';
import { tokenReply, type TokensToTell } from '../token-reply.ts';
import { replayYields } from './replay.ts';

/** The scope of the new access token. */
export interface DecidedScope {
  readonly scope: string;
  readonly narrowed?: NonNullable<TokenRecord['narrowed']>;
  readonly silentScope: boolean;
}

/** What a refresh is about to issue. */
type Decided = DecidedScope & { readonly minted: MintedAccess; readonly idToken?: IdToken };

/**
 * Makes every change of a refresh in one synchronous step. So no other request can come between
 * spending the old refresh token and issuing the new tokens.
 */
export function commitRefresh(
  realm: RealmState,
  exchange: Exchange,
  presented: TokenRecord,
  family: Family,
  decided: Decided,
): HttpReply {
  const policy = realm.policy.effective;
  const why = { ...because(exchange), cause: 'refresh' };
  realm.ledger.add({ action: 'refreshed', token: presented.ref, exchange: why.exchange });
  // A client that uses a refresh token must have received the reply with it.
  if (presented.parent?.end?.waits === 'on-successor-use')
    realm.grants.retire(presented.parent, toMs(policy.refreshToken.grace));
  const replay = presented.end === undefined ? undefined : replayYields(realm, exchange);
  if (replay !== undefined) presented.replays += 1;
  const { silentScope, idToken } = decided;
  const told = { silentScope, ...(idToken === undefined ? {} : { idToken }) };
  if (replay === 'same-pair' && presented.successor !== undefined)
    return repeatPair(realm, exchange, presented.successor, told);
  if (replay === 'new-pair' && presented.successor !== undefined) {
    const { access, refresh } = presented.successor;
    realm.grants.end(
      refresh === undefined ? [access] : [access, refresh],
      'revoked',
      realm.policy.refreshTokenFaults,
      { ...why, cause: 'replaced' },
    );
  }
  const access = nextAccessToken(realm, exchange, presented, family, decided);
  const refresh =
    replay === 'echo'
      ? { token: presented, repeated: true }
      : nextRefreshToken(realm, exchange, presented, family);
  const given =
    refresh === undefined || refresh.token === presented ? {} : { refresh: refresh.token };
  presented.successor = { access, ...given };
  return tokenReply(realm, exchange, {
    access,
    ...told,
    ...(refresh === undefined ? {} : { refresh }),
  });
}

function repeatPair(
  realm: RealmState,
  exchange: Exchange,
  { access, refresh }: NonNullable<TokenRecord['successor']>,
  told: Pick<TokensToTell, 'silentScope' | 'idToken'>,
): HttpReply {
  return tokenReply(realm, exchange, {
    access,
    ...told,
    ...(refresh === undefined ? {} : { refresh: { token: refresh, repeated: false } }),
  });
}

/**
 * The access token for the reply: a new one, or the live one when the policy says that a refresh
 * returns the same one.
 */
function nextAccessToken(
  realm: RealmState,
  exchange: Exchange,
  parent: TokenRecord,
  family: Family,
  { minted, narrowed }: Decided,
): TokenRecord {
  const { accessTokenOnRefresh, accessTokenGrace } = realm.policy.effective;
  if (accessTokenOnRefresh === 'same') {
    const alive = realm.grants.live(family, 'access').at(-1);
    if (alive !== undefined) return alive;
  }
  const faults = realm.policy.faultsIn((change) => change.accessTokenOnRefresh !== undefined);
  // A fault that makes refreshes end access tokens was met, provided that the consent has a live
  // access token to end.
  if (faults.length > 0 && realm.grants.live(family, 'access').length > 0)
    for (const fault of faults) exchange.outcome.faults.add(fault);
  const older = (): readonly TokenRecord[] =>
    family.tokens.filter(({ ref }) => ref.kind === 'access');
  if (accessTokenOnRefresh === 'revoked')
    realm.grants.end(older(), 'revoked', faults, { ...because(exchange), cause: 'refresh' });
  if (accessTokenOnRefresh === 'revoked-after-grace')
    realm.grants.endLater(older(), toMs(accessTokenGrace), faults);
  family.generation += 1;
  return issueAccess(realm, exchange, family, minted, {
    parent,
    ...(narrowed === undefined ? {} : { narrowed }),
  });
}

/** The refresh token in the reply, if there is one. */
function nextRefreshToken(
  realm: RealmState,
  exchange: Exchange,
  presented: TokenRecord,
  family: Family,
): TokensToTell['refresh'] {
  const policy = realm.policy.effective;
  const withheld = (): boolean => exchange.wishes.withholdRefreshToken?.claim() === true;
  const issues = policy.refreshToken.issue === 'always';
  const rotates = issues && (presented.end !== undefined || isDue(realm, presented));
  // A refresh token that is not replaced must stay usable; otherwise the client would lose its
  // access (RFC 6749 §6).
  if (rotates && !withheld()) {
    replace(realm, exchange, presented);
    // When the access token stays the same, the generation has not changed. The new refresh token
    // needs a generation of its own.
    if (
      family.tokens.some(
        ({ ref }) => ref.kind === 'refresh' && ref.generation === family.generation,
      )
    )
      family.generation += 1;
    return { token: issueRefresh(realm, exchange, family, presented), repeated: false };
  }
  if (presented.end === undefined) realm.grants.prolong(presented, refreshLife(realm, family));
  const told = issues && !rotates && policy.refreshTokenInReply !== 'when-changed' && !withheld();
  return told ? { token: presented, repeated: true } : undefined;
}

/** True when the policy says that this use replaces the refresh token. */
function isDue(realm: RealmState, token: TokenRecord): boolean {
  const { rotation, rotateAfter, rotateAtShare } = realm.policy.effective.refreshToken;
  const age = realm.clock.now('issuer') - token.notBeforeMs;
  if (rotation === 'never') return false;
  if (rotation === 'single-use') return true;
  if (rotation === 'periodic') return age >= toMs(rotateAfter);
  return age >= (token.expiresAtMs - token.notBeforeMs) * rotateAtShare;
}

/**
 * Marks a refresh token that is being replaced as spent. It dies at once, after a grace period, or
 * when the event that the policy waits for has happened.
 */
function replace(realm: RealmState, exchange: Exchange, token: TokenRecord): void {
  const { retirement, retirementCap, grace } = realm.policy.effective.refreshToken;
  const now = realm.clock.now('issuer');
  if (token.end !== undefined || retirement === 'never' || standingOf(token, now) !== 'live')
    return;
  const cap = retirementCap === undefined ? Number.POSITIVE_INFINITY : now + toMs(retirementCap);
  const until =
    retirement === 'on-use'
      ? { graceUntilMs: now + toMs(grace) }
      : { waits: retirement, graceUntilMs: cap };
  realm.grants.spend(token, until, realm.policy.refreshTokenFaults, {
    ...because(exchange),
    cause: 'refresh',
  });
}
