import type { RegisteredClient } from '../model/client.ts';
import { scopeNames } from '../model/scope.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { Family } from '../store/family.ts';

/**
 * An ID token tells who logged in; it opens nothing, so it need not live as long as the access
 * token beside it.
 */
const LIFETIME_SECONDS = 3_600;

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/**
 * The ID token (OIDC Core §2) for a scope with `openid`, or undefined. With a refresh everything
 * but its times stays the same, and it carries no nonce (§12.2). It has no `jti`, by which access
 * tokens are found in a text: it is no secret.
 */
export async function mintIdToken(
  realm: RealmState,
  { id }: RegisteredClient,
  family: Family,
  scope: string,
  nonce?: string,
): Promise<string | undefined> {
  if (!scopeNames(scope).includes('openid')) return undefined;
  const iat = seconds(realm.clock.now('issuer'));
  const claims = {
    iss: realm.issuer,
    sub: family.subject,
    aud: id,
    iat,
    exp: iat + LIFETIME_SECONDS,
    auth_time: seconds(family.startedAtMs),
    ...(nonce === undefined ? {} : { nonce }),
  };
  return realm.jwt.sign(claims, 'JWT');
}
