import { toMs } from '../model/duration.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Policy } from '../policy/policy.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { Family } from '../store/grant-store.ts';
import type { Shortened, TokenRecord } from '../store/token-record.ts';
import { subjectOf } from './subject.ts';

/**
 * An access token that is prepared but not yet in the grant store. `raw` is set for a JWT, which is
 * signed already.
 */
export interface MintedAccess {
  readonly raw?: string;
  readonly scope: string;
  readonly expiresAtMs: number;
  readonly shortened?: Shortened;
}

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/**
 * Prepares an access token in the policy's format. Signing takes time, and other requests may run
 * meanwhile. So the caller must check again afterwards whether it may issue the token.
 */
export async function mintAccess(
  realm: RealmState,
  clientId: string,
  family: Family,
  scope: string,
): Promise<MintedAccess> {
  const { accessTokenTtl, accessTokenFormat } = realm.policy.effective;
  const nowMs = realm.clock.now('issuer');
  const expiresAtMs = nowMs + toMs(accessTokenTtl);
  const otherwiseMs = nowMs + toMs(realm.policy.own.accessTokenTtl);
  const shorter =
    expiresAtMs < otherwiseMs
      ? {
          shortened: {
            faults: realm.policy.faultsIn((change) => change.accessTokenTtl !== undefined),
            otherwiseMs,
          },
        }
      : {};
  if (accessTokenFormat === 'opaque') return { scope, expiresAtMs, ...shorter };
  const claims = {
    iss: realm.identity.issuer ?? realm.issuer,
    sub: subjectOf(realm, family),
    aud: `${realm.issuer}/api`,
    client_id: clientId,
    scope,
    jti: realm.rawTokens.next('token-id', {
      family: family.number,
      generation: family.generation + 1,
    }),
    iat: seconds(nowMs),
    nbf: seconds(nowMs),
    exp: seconds(expiresAtMs),
  };
  return { raw: await realm.jwt.sign(claims, 'at+jwt'), scope, expiresAtMs, ...shorter };
}

/** Puts a prepared access token into the grant store, in the consent's current generation. */
export function issueAccess(
  realm: RealmState,
  exchange: Exchange,
  family: Family,
  minted: MintedAccess,
  more: Pick<TokenRecord, 'narrowed' | 'parent'> = {},
): TokenRecord {
  const raw =
    minted.raw ??
    padded(
      exchange,
      realm.rawTokens.next(
        'access',
        { family: family.number, generation: family.generation },
        realm.policy.effective.tokens,
      ),
    );
  const token = realm.grants.issue(
    family,
    { kind: 'access', ...minted, raw, subject: subjectOf(realm, family), ...more },
    because(exchange),
  );
  const { accessTokenLimit: limit } = realm.policy.effective;
  if (limit !== undefined) {
    const live = realm.grants.live(family, 'access');
    realm.grants.end(
      live.slice(0, Math.max(0, live.length - limit)),
      'revoked',
      realm.policy.refreshTokenFaults,
      { ...because(exchange), cause: 'limit' },
    );
  }
  return token;
}

/**
 * An opaque token, made longer when a fault asks for that. The padding consists of dots: RFC 6750
 * §2.1 allows them, and no raw token of the provider contains one.
 */
function padded({ wishes }: Exchange, raw: string): string {
  const wish = wishes.padAccessToken;
  return wish === undefined || raw.length >= wish.bytes || !wish.claim()
    ? raw
    : raw.padEnd(wish.bytes, '.');
}

/** Issues a refresh token in the consent's current generation. */
export function issueRefresh(
  realm: RealmState,
  exchange: Exchange,
  family: Family,
  parent?: TokenRecord,
): TokenRecord {
  const raw = realm.rawTokens.next(
    'refresh',
    { family: family.number, generation: family.generation },
    realm.policy.effective.tokens,
  );
  return realm.grants.issue(
    family,
    {
      kind: 'refresh',
      raw,
      subject: subjectOf(realm, family),
      scope: family.scope,
      ...refreshLife(realm, family),
      ...(parent === undefined ? {} : { parent }),
    },
    because(exchange),
  );
}

/**
 * When a refresh token that is used or issued now expires, and the ids of the faults that make it
 * expire sooner.
 */
export function refreshLife(
  realm: RealmState,
  family: Family,
): { readonly expiresAtMs: number; readonly shortened?: Shortened } {
  const { effective, own } = realm.policy;
  const nowMs = realm.clock.now('issuer');
  const expiresAtMs = refreshExpiry(effective, family, nowMs);
  const otherwiseMs = refreshExpiry(own, family, nowMs);
  if (expiresAtMs >= otherwiseMs) return { expiresAtMs };
  const faults = realm.policy.faultsIn(
    ({ refreshToken }) =>
      refreshToken?.idleTtl !== undefined || refreshToken?.absoluteTtl !== undefined,
  );
  return { expiresAtMs, shortened: { faults, otherwiseMs } };
}

/**
 * When a refresh token that is used or issued now expires: at the end of its idle time or of the
 * consent's whole lifetime, whichever comes first.
 */
function refreshExpiry({ refreshToken }: Policy, family: Family, nowMs: number): number {
  const idle =
    refreshToken.idleTtl === undefined
      ? Number.POSITIVE_INFINITY
      : nowMs + toMs(refreshToken.idleTtl);
  const absolute =
    refreshToken.absoluteTtl === undefined
      ? Number.POSITIVE_INFINITY
      : family.startedAtMs + toMs(refreshToken.absoluteTtl);
  return Math.min(idle, absolute);
}

/** The request that causes a change, for the ledger entry. */
export const because = (
  exchange: Exchange,
): { readonly cause: string; readonly exchange: number } => ({
  cause: exchange.record.grantType ?? 'unknown',
  exchange: exchange.record.exchange,
});
