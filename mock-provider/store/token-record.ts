import type { TokenStanding } from '../model/records.ts';
import type { TokenKind, TokenRef } from '../model/token-ref.ts';

/** A clock fault under which a token was stamped, and by how much it moved the stamps. */
export interface StampSkew {
  readonly fault: string;
  readonly byMs: number;
}

/** How a token ended before its time. */
export interface TokenEnd {
  readonly state: 'expired' | 'revoked' | 'spent';
  /** What ended it: a fault's id, or the provider's own reason. */
  readonly cause: string;
  /** Faults without which it would not have ended. */
  readonly faults: readonly string[];
  /** Spent tokens: until then, by the issuer's clock, a replay still works. */
  readonly graceUntilMs?: number;
  /**
   * Spent, but not dead before something else happens: its successor, or the access token it
   * yielded, is used.
   */
  readonly waits?: 'on-successor-use' | 'on-access-token-use';
}

/** Faults without which a token would expire later, and when it would, by the issuer's clock. */
export interface Shortened {
  readonly faults: readonly string[];
  readonly otherwiseMs: number;
}

/** The tokens a refresh yielded. */
export interface TokenPair {
  readonly access: TokenRecord;
  readonly refresh?: TokenRecord;
}

/** A token as the grant store keeps it: the only place where a raw token is held. */
export interface TokenRecord {
  readonly ref: TokenRef;
  readonly raw: string;
  /** Name of the client it was issued to. */
  readonly client: string;
  readonly scope: string;
  /** Set when a fault narrowed the scope: what it would have been. */
  readonly narrowed?: { readonly fault: string; readonly from: string };
  /** By the issuer's clock. */
  readonly notBeforeMs: number;
  /** By the issuer's clock; Infinity for a token that does not expire. */
  expiresAtMs: number;
  /** By the issuer's clock: when a refresh that has happened ends it. */
  revokedFromMs?: number;
  readonly skews: readonly StampSkew[];
  /** Set while faults make it expire sooner than the realm's own policy would. */
  shortened?: Shortened;
  end?: TokenEnd;
  /** The refresh token whose use yielded it. */
  readonly parent?: TokenRecord;
  /** What its own use yielded last. */
  successor?: TokenPair;
  /** Replays within grace so far. */
  replays: number;
}

/** How a token stands at a moment of the judging clock. */
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
 * Clock faults without which the token's stamps would be good at this moment of the judging clock.
 */
export function stampFaults(token: TokenRecord, nowMs: number): readonly string[] {
  const moved = token.skews.reduce((sum, { byMs }) => sum + byMs, 0);
  const goodWithoutThem = token.notBeforeMs - moved <= nowMs && nowMs < token.expiresAtMs - moved;
  return goodWithoutThem ? token.skews.map(({ fault }) => fault) : [];
}

const shorteningFaults = ({ shortened }: TokenRecord, nowMs: number): readonly string[] =>
  shortened !== undefined && nowMs < shortened.otherwiseMs ? shortened.faults : [];

/** Faults that put the token into the state for which it is refused at this moment. */
export const faultsBehind = (token: TokenRecord, nowMs: number): readonly string[] =>
  token.end?.faults ?? [...stampFaults(token, nowMs), ...shorteningFaults(token, nowMs)];

export interface NewToken {
  readonly kind: TokenKind;
  readonly raw: string;
  readonly scope: string;
  readonly expiresAtMs: number;
  readonly narrowed?: { readonly fault: string; readonly from: string };
  readonly parent?: TokenRecord;
  readonly shortened?: Shortened;
}

/** Which request caused a change, and why. */
export interface Because {
  readonly cause: string;
  readonly exchange?: number;
}

/** Access tokens are judged by the API, refresh tokens by the issuer. */
export const judgeOf = (kind: TokenKind): 'issuer' | 'resource' =>
  kind === 'access' ? 'resource' : 'issuer';
