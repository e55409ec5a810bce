import { toMs } from './duration.ts';
import type { Exchange } from './exchange.ts';
import type { Family } from './grant-store.ts';
import type { Policy } from './policy.ts';
import type { RealmState } from './realm-state.ts';
import { json, type HttpReply } from './reply.ts';
import type { TokenRecord } from './token-record.ts';

/** A raw access token that is not in the grant store yet. */
export interface MintedAccess {
  readonly raw: string;
  readonly scope: string;
  readonly expiresAtMs: number;
}

/**
 * Makes a raw access token in the policy's format. Signing takes time, so callers decide again afterwards whether the
 * token may be issued.
 */
export async function mintAccess(realm: RealmState, client: string, scope: string): Promise<MintedAccess> {
  const { accessTokenTtl, accessTokenFormat } = realm.policy.effective;
  const nowMs = realm.clock.now('issuer');
  const expiresAtMs = nowMs + toMs(accessTokenTtl);
  if (accessTokenFormat === 'opaque') return { raw: realm.rawTokens.next('access'), scope, expiresAtMs };
  const seconds = (ms: number): number => Math.floor(ms / 1_000);
  const raw = await realm.jwt.sign({
    iss: realm.issuer,
    sub: 'user-1',
    aud: `${realm.issuer}/api`,
    client_id: client,
    scope,
    jti: realm.rawTokens.next('token-id'),
    iat: seconds(nowMs),
    nbf: seconds(nowMs),
    exp: seconds(expiresAtMs),
  });
  return { raw, scope, expiresAtMs };
}

/** Puts a minted access token into the store, as one of the family's current generation. */
export function issueAccess(realm: RealmState, exchange: Exchange, family: Family, minted: MintedAccess, narrowed?: TokenRecord['narrowed']): TokenRecord {
  const token = realm.grants.issue(family, { kind: 'access', ...minted, ...(narrowed === undefined ? {} : { narrowed }) }, because(exchange));
  realm.secrets.add(token.raw, nameOf(token));
  return token;
}

/** Creates a refresh token of the family's current generation. */
export function issueRefresh(realm: RealmState, exchange: Exchange, family: Family): TokenRecord {
  const raw = realm.rawTokens.next('refresh');
  const expiresAtMs = refreshExpiry(realm.policy.effective, family, realm.clock.now('issuer'));
  const token = realm.grants.issue(family, { kind: 'refresh', raw, scope: family.scope, expiresAtMs }, because(exchange));
  realm.secrets.add(raw, nameOf(token));
  return token;
}

/** When a refresh token used or issued now dies by itself: idle time and the consent's whole life, whichever is over first. */
export function refreshExpiry({ refreshToken }: Policy, family: Family, nowMs: number): number {
  const idle = refreshToken.idleTtl === undefined ? Number.POSITIVE_INFINITY : nowMs + toMs(refreshToken.idleTtl);
  const absolute = refreshToken.absoluteTtl === undefined ? Number.POSITIVE_INFINITY : family.startedAtMs + toMs(refreshToken.absoluteTtl);
  return Math.min(idle, absolute);
}

/** The success answer of the token endpoint (RFC 6749 §5.1), entered into the exchange's outcome. */
export function tokenReply(
  realm: RealmState,
  exchange: Exchange,
  { access, refresh, silentScope = false }: { readonly access: TokenRecord; readonly refresh?: TokenRecord; readonly silentScope?: boolean },
): HttpReply {
  exchange.outcome.issued = { access: access.ref, scope: access.scope, ...(refresh === undefined ? {} : { refresh: refresh.ref }) };
  return json(200, {
    access_token: access.raw,
    token_type: 'Bearer',
    expires_in: Math.floor((access.expiresAtMs - realm.clock.now('issuer')) / 1_000 + 0.5),
    ...(refresh === undefined ? {} : { refresh_token: refresh.raw }),
    ...(silentScope ? {} : { scope: access.scope }),
  });
}

const because = (exchange: Exchange): { readonly cause: string; readonly exchange: number } => ({
  cause: exchange.record.grantType ?? 'unknown',
  exchange: exchange.record.exchange,
});

const nameOf = ({ ref }: TokenRecord): string => `${ref.kind} token ${ref.family}·g${ref.generation}`;
