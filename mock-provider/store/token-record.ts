import type { TokenStanding } from '../model/records.ts';
import type { TokenKind, TokenRef } from '../model/token-ref.ts';

/**
 * A clock fault that was in force when a token was issued, and by how much it moved the token's
 * time stamps.
 */
export interface StampSkew {
  readonly fault: string;
  readonly byMs: number;
}

/** How and why a token ended before its expiry. */
export interface TokenEnd {
  readonly state: 'expired' | 'revoked' | 'spent';
  /** What ended it: the id of a fault, or a reason of the provider's own. */
  readonly cause: string;
  /** Ids of the faults that caused the end. */
  readonly faults: readonly string[];
  /** For a spent token: until this moment, by the issuer's clock, its replay is still accepted. */
  readonly graceUntilMs?: number;
  /**
   * For a spent token: it stays usable until the refresh token that replaced it, or the access
   * token that its use returned, is used.
   */
  readonly waits?: 'on-successor-use' | 'on-access-token-use';
}

/**
 * Ids of the faults that make a token expire sooner, and when it would expire without them, by the
 * issuer's clock.
 */
export interface Shortened {
  readonly faults: readonly string[];
  readonly otherwiseMs: number;
}

/** The tokens that a refresh returned. */
export interface TokenPair {
  readonly access: TokenRecord;
  readonly refresh?: TokenRecord;
}

/** A token as the grant store keeps it. Raw tokens are kept nowhere else. */
export interface TokenRecord {
  readonly ref: TokenRef;
  readonly raw: string;
  /** Name of the client it was issued to. */
  readonly client: string;
  readonly scope: string;
  /**
   * Set when a fault narrowed the scope: the fault, and the scope that the token would have had.
   */
  readonly narrowed?: { readonly fault: string; readonly from: string };
  /** By the issuer's clock. */
  readonly notBeforeMs: number;
  /** By the issuer's clock; Infinity for a token that does not expire. */
  expiresAtMs: number;
  /** When a later refresh ends the token, by the issuer's clock. */
  revokedFromMs?: number;
  readonly skews: readonly StampSkew[];
  /** Set while faults make the token expire sooner than it would by the realm's own policy. */
  shortened?: Shortened;
  end?: TokenEnd;
  /** The refresh token whose use returned this token. */
  readonly parent?: TokenRecord;
  /** The tokens that the last use of this token returned. */
  successor?: TokenPair;
  /** How often the token was replayed within its grace period. */
  replays: number;
}

/** The state of a token at a moment of the clock that judges it. */
export function standingOf(
  token: TokenRecord,
  nowMs: number,
): Exclude<TokenStanding, 'unknown' | 'absent'> {
  if (token.end?.state === 'spent')
    return nowMs < (token.end.graceUntilMs ?? 0) && nowMs < token.expiresAtMs
      ? 'spent-in-grace'
      : 'spent';
  if (token.end !== undefined) return token.end.state;
  if (
    token.revokedFromMs !== undefined &&
    token.revokedFromMs <= nowMs &&
    token.revokedFromMs < token.expiresAtMs
  )
    return 'revoked';
  return token.expiresAtMs <= nowMs ? 'expired' : 'live';
}

/**
 * Ids of the clock faults without which the token's time stamps would be valid at this moment of
 * the judging clock.
 */
export function stampFaults(token: TokenRecord, nowMs: number): readonly string[] {
  const moved = token.skews.reduce((sum, { byMs }) => sum + byMs, 0);
  const goodWithoutThem = token.notBeforeMs - moved <= nowMs && nowMs < token.expiresAtMs - moved;
  return goodWithoutThem ? token.skews.map(({ fault }) => fault) : [];
}

const shorteningFaults = ({ shortened }: TokenRecord, nowMs: number): readonly string[] =>
  shortened !== undefined && nowMs < shortened.otherwiseMs ? shortened.faults : [];

/** Ids of the faults that caused the state for which the token is refused at this moment. */
export const faultsBehind = (token: TokenRecord, nowMs: number): readonly string[] =>
  token.end?.faults ?? [...stampFaults(token, nowMs), ...shorteningFaults(token, nowMs)];

export interface NewToken {
  readonly kind: TokenKind;
  readonly raw: string;
  /** The account that the token speaks for. */
  readonly subject: string;
  readonly scope: string;
  readonly expiresAtMs: number;
  readonly narrowed?: { readonly fault: string; readonly from: string };
  readonly parent?: TokenRecord;
  readonly shortened?: Shortened;
}

/** The cause of a change, and the request that made it. */
export interface Because {
  readonly cause: string;
  readonly exchange?: number;
}

/** The clock that judges a token: the API's for access tokens, the issuer's for refresh tokens. */
export const judgeOf = (kind: TokenKind): 'issuer' | 'resource' =>
  kind === 'access' ? 'resource' : 'issuer';

/** A token that a fault, with this id, made the store forget. */
export interface LostToken {
  readonly ref: TokenRef;
  readonly fault: string;
}
