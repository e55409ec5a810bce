import { hash } from 'node:crypto';

export type TokenKind = 'access' | 'refresh';

/**
 * A name for a token that does not reveal the token. Everything outside the grant store uses this
 * name instead of the token. `family` is the number of the consent within the realm (`f1`, `f2`,
 * …). `generation` is the number of the refresh within that consent; the first tokens have 1.
 */
export interface TokenRef {
  readonly kind: TokenKind;
  readonly family: string;
  readonly generation: number;
  /** First 8 hex digits of the token's SHA-256. */
  readonly fingerprint: string;
}

/**
 * First 8 hex digits of the SHA-256 of a raw token. They are enough to recognise the token, and far
 * too few to compute it.
 */
export function fingerprint(rawToken: string): string {
  return hash('sha256', rawToken).slice(0, 8);
}
