import type { StoredToken } from '../../model/event.ts';

/**
 * A reference to a token, as the provider records it. It identifies the token without revealing it.
 */
export type TokenRef = Exclude<StoredToken, string>;

/** True when both references mean the same token. */
export const sameToken = (one: TokenRef | undefined, other: TokenRef | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.kind === other.kind &&
  one.fingerprint === other.fingerprint;

/**
 * A token in words. For example, `access token f1/2` belongs to the first consent and came from its
 * first refresh.
 */
export const nameOf = (token: TokenRef): string =>
  `${token.kind} token ${token.family}/${token.generation}`;
