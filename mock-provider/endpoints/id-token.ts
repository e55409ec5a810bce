import type { RegisteredClient } from '../model/client.ts';
import { scopeNames } from '../model/scope.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { Family } from '../store/family.ts';
import { subjectOf } from './subject.ts';

/**
 * An ID token says who logged in and gives access to nothing. So its lifetime need not be that of
 * the access token.
 */
const LIFETIME_SECONDS = 3_600;

/** A signed ID token, and the account that it names. */
export interface IdToken {
  readonly raw: string;
  readonly subject: string;
}

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/**
 * The ID token (OIDC Core §2) for a scope with `openid`; otherwise undefined. After a refresh all
 * claims but the times stay the same, and there is no nonce (§12.2). It has no `jti`: the search
 * for secrets recognises JWTs by it, and an ID token is no secret.
 */
export async function mintIdToken(
  realm: RealmState,
  { id }: RegisteredClient,
  family: Family,
  scope: string,
  nonce?: string,
): Promise<IdToken | undefined> {
  if (!scopeNames(scope).includes('openid')) return undefined;
  const iat = seconds(realm.clock.now('issuer'));
  const subject = subjectOf(realm, family);
  const claims = {
    iss: realm.identity.issuer ?? realm.issuer,
    sub: subject,
    aud: id,
    iat,
    exp: iat + LIFETIME_SECONDS,
    auth_time: seconds(family.startedAtMs),
    ...(nonce === undefined ? {} : { nonce }),
  };
  return { raw: await realm.jwt.sign(claims, 'JWT'), subject };
}
