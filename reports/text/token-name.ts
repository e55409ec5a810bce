import type { StoredToken } from '../../harness/model/event.ts';

type Token = Exclude<StoredToken, string>;

/**
 * The name of a token by family and generation, never by its value. `refresh token f1·2` is the
 * refresh token of the second generation of the first consent.
 */
export const tokenName = (token: Token): string =>
  `${token.kind} token ${token.family}·${token.generation}`;

/** A token in the stored credential, or a text for what is stored instead. */
export function storedTokenName(token: StoredToken, kind: 'access' | 'refresh'): string {
  if (token === 'absent') return `no ${kind} token`;
  if (token === 'foreign') return `an unknown ${kind} token`;
  return tokenName(token);
}
