/** Scopes by name: separated by spaces (RFC 6749 §3.3), and by commas as some providers do. */
export const scopeNames = (scope: string): readonly string[] =>
  scope.split(/[\s,]+/).filter((name) => name !== '');

/** Scopes that ask for something else than access, so that providers do not repeat them. */
const NOT_TOLD = new Set(['offline_access', 'offline', 'openid']);

/** Google grants these short names of OpenID Connect under long ones. */
const GOOGLE: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/auth/userinfo.email': 'email',
  'https://www.googleapis.com/auth/userinfo.profile': 'profile',
};

/** Microsoft is asked with the address of the resource before a scope, and answers without it. */
const MICROSOFT = /^https:\/\/(graph\.microsoft\.com|[\w.-]+\.office(365)?\.com)\//i;

const plain = (scope: string): string =>
  (GOOGLE[scope] ?? scope.replace(MICROSOFT, '')).toLowerCase();

/** The scopes that were asked for and not granted; the names as they were asked for. */
export function missingScopes(
  asked: readonly string[],
  granted: readonly string[],
): readonly string[] {
  const has = new Set(granted.map(plain));
  return asked.filter((scope) => !NOT_TOLD.has(plain(scope)) && !has.has(plain(scope)));
}
