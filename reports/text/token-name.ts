import type { StoredToken } from '../../harness/model/event.ts';

type Token = Exclude<StoredToken, string>;

/**
 * A token by place, never by value: `refresh token f1·2` is the second generation of the first
 * consent.
 */
export const tokenName = (token: Token): string =>
  `${token.kind} token ${token.family}·${token.generation}`;

/** A stored token, or what stands in its place. */
export function storedTokenName(token: StoredToken, kind: 'access' | 'refresh'): string {
  if (token === 'absent') return `no ${kind} token`;
  if (token === 'foreign') return `an unknown ${kind} token`;
  return tokenName(token);
}
