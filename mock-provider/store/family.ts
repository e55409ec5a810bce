import type { FamilySummary, LivePair } from '../model/records.ts';
import type { TokenKind, TokenRef } from '../model/token-ref.ts';
import { standingOf, type TokenRecord } from './token-record.ts';

/** One consent and every token grown from it. */
export interface Family {
  readonly id: string;
  /** Its number within the realm, from 1. */
  readonly number: number;
  readonly client: string;
  readonly subject: string;
  readonly scope: string;
  /** By the issuer's clock. */
  readonly startedAtMs: number;
  /** Oldest first; dead ones of long ago are forgotten. */
  tokens: TokenRecord[];
  /** Refreshes so far, counting the first issue: the generation of the newest tokens. */
  generation: number;
  /** Dead tokens no longer kept. */
  forgotten: number;
}

/** Dead tokens of a consent that are kept for whoever looks. */
const DEAD_TOKENS_KEPT = 50;

/**
 * Forgets the oldest dead tokens of a long chain; returns them. Which token is dead is the caller's
 * to say.
 */
export function forgetOldest(
  family: Family,
  isDead: (token: TokenRecord) => boolean,
): readonly TokenRecord[] {
  // Cutting in blocks keeps adding cheap.
  if (family.tokens.length <= DEAD_TOKENS_KEPT * 2) return [];
  const dead = family.tokens.filter(isDead);
  const forgotten = new Set(dead.slice(0, Math.max(0, dead.length - DEAD_TOKENS_KEPT)));
  if (forgotten.size === 0) return [];
  family.tokens = family.tokens.filter((token) => !forgotten.has(token));
  // A chain of parents would keep in memory what is forgotten.
  for (const token of family.tokens)
    if (token.parent !== undefined && forgotten.has(token.parent))
      Object.assign(token, { parent: undefined });
  family.forgotten += forgotten.size;
  return [...forgotten];
}

/** A consent without its raw tokens, as it stands at a moment of the issuer's clock. */
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
