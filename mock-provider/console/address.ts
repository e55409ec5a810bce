const TOKEN = 'oauth-chaos-control-token';

// A token may contain a plus sign, which URLSearchParams would read as a space.
const fragment = (): URLSearchParams =>
  new URLSearchParams(location.hash.slice(1).replaceAll('+', '%2B'));

function putFragment(parts: URLSearchParams): void {
  history.replaceState(
    null,
    '',
    `${location.pathname}${location.search}${parts.size === 0 ? '' : `#${parts}`}`,
  );
}

/**
 * The control token from the address, otherwise the one kept for this tab. The token is removed
 * from the address, so that nobody reads it there or bookmarks it.
 */
export function takeToken(): string | undefined {
  const parts = fragment();
  const token = parts.get('token');
  if (token === null) return sessionStorage.getItem(TOKEN) ?? undefined;
  parts.delete('token');
  putFragment(parts);
  keepToken(token);
  return token;
}

/** Keeps the token for this tab, or forgets it when there is none. */
export function keepToken(token: string | undefined): void {
  if (token === undefined) sessionStorage.removeItem(TOKEN);
  else sessionStorage.setItem(TOKEN, token);
}

/** The realm in the address. */
export const realmInAddress = (): string | undefined => fragment().get('realm') ?? undefined;

/** Puts the realm into the address, so that a bookmark leads back to it. */
export function putRealmIntoAddress(name: string): void {
  const parts = fragment();
  parts.set('realm', name);
  putFragment(parts);
}
