import type { Exchange } from '../model/exchange.ts';
import { json, page, type HttpReply } from '../model/reply.ts';
import { scopeNames } from '../model/scope.ts';
import { wantsJson } from '../policy/reply-encoding.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { TokenRecord } from '../store/token-record.ts';
import type { IdToken } from './id-token.ts';

export interface TokensToTell {
  readonly access: TokenRecord;
  /** The refresh token in the reply. `repeated` is true when the client had this token already. */
  readonly refresh?: { readonly token: TokenRecord; readonly repeated: boolean };
  /** True when the reply must not contain the scope. */
  readonly silentScope?: boolean;
  readonly idToken?: IdToken;
}

/**
 * The success reply of the token endpoint (RFC 6749 §5.1), in the form that the policy asks for. It
 * also records the issued tokens in the exchange.
 */
export function tokenReply(
  realm: RealmState,
  exchange: Exchange,
  { access, refresh, silentScope = false, idToken }: TokensToTell,
): HttpReply {
  const policy = realm.policy.effective;
  exchange.outcome.issued = {
    access: access.ref,
    scope: access.scope,
    ...(refresh === undefined ? {} : { refresh: refresh.token.ref }),
    ...(idToken === undefined ? {} : { idTokenSubject: idToken.subject }),
  };
  const { reply } = policy;
  const now = realm.clock.now('issuer');
  const left = (token: TokenRecord): number => Math.floor((token.expiresAtMs - now) / 1_000 + 0.5);
  const expires = left(access);
  const fields: Record<string, unknown> = {
    access_token: access.raw,
    token_type: reply.tokenType,
    ...(reply.expiresIn === 'absent'
      ? {}
      : { expires_in: reply.expiresIn === 'string' ? String(expires) : expires }),
    ...(reply.expiresAt ? { expires_at: new Date(access.expiresAtMs).toISOString() } : {}),
    ...(reply.createdAt ? { created_at: Math.floor(access.notBeforeMs / 1_000) } : {}),
    ...refreshFields(realm, refresh),
    ...(reply.refreshTokenExpiresIn === undefined ||
    refresh === undefined ||
    refresh.token.expiresAtMs === Number.POSITIVE_INFINITY
      ? {}
      : { [reply.refreshTokenExpiresIn]: left(refresh.token) }),
    ...(silentScope || reply.scope === 'absent'
      ? {}
      : { scope: scopeAs(reply.scope, access.scope) }),
    ...(idToken === undefined ? {} : { id_token: idToken.raw }),
    ...reply.extra,
    ...(exchange.record.grantType === 'refresh_token' ? {} : reply.extraAtFirst),
  };
  if (wantsJson(policy, exchange)) return json(200, fields);
  return page(
    200,
    'application/x-www-form-urlencoded; charset=utf-8',
    new URLSearchParams(
      Object.entries(fields).map(([name, value]) => [name, String(value)]),
    ).toString(),
  );
}

function refreshFields(
  realm: RealmState,
  refresh: TokensToTell['refresh'],
): Readonly<Record<string, string>> {
  if (refresh === undefined) return {};
  const told = realm.policy.effective.refreshTokenInReply;
  if (!refresh.repeated || told === 'always') return { refresh_token: refresh.token.raw };
  return told === 'empty' ? { refresh_token: '' } : {};
}

function scopeAs(form: 'string' | 'comma' | 'array', scope: string): unknown {
  if (form === 'string') return scope;
  return form === 'array' ? scopeNames(scope) : scopeNames(scope).join(',');
}
