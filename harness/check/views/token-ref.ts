import type { StoredToken } from '../../model/event.ts';

/**
 * The name of a token, as the provider gives it: says which token it is and reveals nothing of it.
 */
export type TokenRef = Exclude<StoredToken, string>;

/** True when both names stand for one token. */
export const sameToken = (one: TokenRef | undefined, other: TokenRef | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.kind === other.kind &&
  one.fingerprint === other.fingerprint;

/**
 * A token in words: `access token f1/2` is of the first consent and came from its first refresh.
 */
export const nameOf = (token: TokenRef): string =>
  `${token.kind} token ${token.family}/${token.generation}`;
