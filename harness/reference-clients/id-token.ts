import { ClientFailure } from './client-failure.ts';
import type { TokenData } from './stored-credential.ts';

/**
 * The account that an ID token names: issuer and subject (OIDC Core §2). Undefined where there is
 * no ID token. Its signature need not be checked, because it comes from the token endpoint itself
 * (§3.1.3.7).
 */
function accountOf({ id_token: idToken }: TokenData): string | undefined {
  if (typeof idToken !== 'string') return undefined;
  const claims: unknown = JSON.parse(
    Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString(),
  );
  if (typeof claims !== 'object' || claims === null) return undefined;
  const { iss, sub } = Object.fromEntries(Object.entries(claims));
  return JSON.stringify([iss, sub]);
}

/**
 * Checks that new tokens are for the account of the stored ones (OIDC Core §12.2). Without an ID
 * token in both nobody can tell: access tokens are not for clients to read (RFC 9068 §6).
 * @throws ClientFailure when the ID tokens name two accounts
 */
export function requireSameAccount(stored: TokenData | undefined, fresh: TokenData): void {
  const [before, now] = [accountOf(stored ?? {}), accountOf(fresh)];
  if (before === undefined || now === undefined || before === now) return;
  throw new ClientFailure(
    'The provider answered the refresh with tokens of another account (the ID token names another subject), so they are not used. Ask the provider; connect the account again if this stays.',
  );
}
