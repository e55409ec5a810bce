import { createHash } from 'node:crypto';

export type TokenKind = 'access' | 'refresh';

/**
 * A name for a token that does not reveal it: the only thing outside the grant store that stands
 * for a token. `family` counts consents within a realm (`f1`, `f2`, …), `generation` counts
 * refreshes within the family from 1.
 */
export interface TokenRef {
  readonly kind: TokenKind;
  readonly family: string;
  readonly generation: number;
  /** First 8 hex digits of the token's SHA-256. */
  readonly fingerprint: string;
}

/**
 * First 8 hex digits of the SHA-256 of a raw token: enough to recognise it, far too little to find
 * it.
 */
export function fingerprint(rawToken: string): string {
  return createHash('sha256').update(rawToken).digest('hex').slice(0, 8);
}
