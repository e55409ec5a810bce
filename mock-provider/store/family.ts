import type { FamilySummary, LivePair } from '../model/records.ts';
import type { TokenKind, TokenRef } from '../model/token-ref.ts';
import { standingOf, type TokenRecord } from './token-record.ts';

/** One consent, with every token that was issued for it. */
export interface Family {
  readonly id: string;
  /** Its number within the realm, from 1. */
  readonly number: number;
  readonly client: string;
  readonly subject: string;
  readonly scope: string;
  /** By the issuer's clock. */
  readonly startedAtMs: number;
  /** Oldest first. Tokens that died long ago are left out. */
  tokens: TokenRecord[];
  /** Generation of the newest tokens: 1 for the first ones, one more for every refresh. */
  generation: number;
  /** How many dead tokens are no longer kept. */
  forgotten: number;
}

/** How many dead tokens of a consent are kept, so that they can be listed. */
const DEAD_TOKENS_KEPT = 50;

/**
 * Forgets the oldest dead tokens of a consent that has many, and returns them. `isDead` says which
 * tokens are dead.
 */
export function forgetOldest(
  family: Family,
  isDead: (token: TokenRecord) => boolean,
): readonly TokenRecord[] {
  // Cleaning up only now and then keeps it cheap to add a token, also to a consent whose tokens all
  // live.
  const { length } = family.tokens;
  if (length < DEAD_TOKENS_KEPT * 2 || length % DEAD_TOKENS_KEPT !== 0) return [];
  const dead = family.tokens.filter(isDead);
  const forgotten = new Set(dead.slice(0, Math.max(0, dead.length - DEAD_TOKENS_KEPT)));
  if (forgotten.size === 0) return [];
  family.tokens = family.tokens.filter((token) => !forgotten.has(token));
  // Without this, a token's `parent` would keep the forgotten token in memory.
  for (const token of family.tokens)
    if (token.parent !== undefined && forgotten.has(token.parent))
      Object.assign(token, { parent: undefined });
  family.forgotten += forgotten.size;
  return [...forgotten];
}

/** A consent without its raw tokens, at a moment of the issuer's clock. */
export function summaryOf(family: Family, nowMs: number): FamilySummary {
  const { id, client, subject, scope, startedAtMs, generation, forgotten } = family;
  const tokens = family.tokens.map((token) => ({
    ref: token.ref,
    standing: standingOf(token, nowMs),
    ...(token.end === undefined ? {} : { cause: token.end.cause }),
    scope: token.scope,
    issuedAtMs: token.notBeforeMs,
    ...(token.expiresAtMs === Number.POSITIVE_INFINITY ? {} : { expiresAtMs: token.expiresAtMs }),
  }));
  return {
    id,
    client,
    subject,
    scope,
    startedAtMs,
    generation,
    live: tokens.some(({ standing }) => standing === 'live'),
    tokens,
    forgotten,
  };
}

/** The newest live tokens of a consent at a moment of the issuer's clock. */
export function livePairOf(family: Family, nowMs: number): LivePair {
  const newest = (kind: TokenKind): TokenRef | undefined =>
    family.tokens.findLast(
      (token) => token.ref.kind === kind && standingOf(token, nowMs) === 'live',
    )?.ref;
  const access = newest('access');
  const refresh = newest('refresh');
  return {
    family: family.id,
    scope: family.scope,
    ...(access === undefined ? {} : { access }),
    ...(refresh === undefined ? {} : { refresh }),
  };
}
