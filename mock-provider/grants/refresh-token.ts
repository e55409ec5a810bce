import type { RegisteredClient } from '../api.ts';
import { toMs } from '../duration.ts';
import type { Exchange } from '../exchange.ts';
import type { Family } from '../grant-store.ts';
import { issueAccess, issueRefresh, mintAccess, refreshExpiry, tokenReply } from '../issue-tokens.ts';
import type { RealmState } from '../realm-state.ts';
import { oauthError, type HttpReply } from '../reply.ts';
import { narrowScope, scopeWithin } from '../scope.ts';
import type { TokenRecord } from '../token-record.ts';
import { refuseRefresh } from './refuse-refresh.ts';

/** Trades a refresh token for new tokens (RFC 6749 §6), with rotation when the policy says so (RFC 9700 §4.14.2). */
export async function refreshToken(realm: RealmState, exchange: Exchange, client: RegisteredClient): Promise<HttpReply> {
  const raw = exchange.parameters.get('refresh_token');
  if (raw === undefined) return oauthError(400, 'invalid_request', 'The parameter refresh_token is missing.');
  const found = realm.grants.find(raw);
  if (found === undefined || found.token.ref.kind !== 'refresh' || found.token.client !== client.name) return oauthError(400, 'invalid_grant', 'The refresh token is unknown.');
  const { token, family } = found;
  const refusal = refuseRefresh(realm, exchange, token, family);
  if (refusal !== undefined) return refusal;
  const requested = exchange.parameters.get('scope');
  if (requested !== undefined && !scopeWithin(requested, family.scope)) return oauthError(400, 'invalid_scope', 'The requested scope exceeds the scope granted.');
  const scope = decideScope(exchange, requested ?? family.scope);
  const minted = await mintAccess(realm, client.id, scope.scope);
  // The token may have died while the new one was signed.
  const tooLate = refuseRefresh(realm, exchange, token, family);
  if (tooLate !== undefined) return tooLate;
  return commit(realm, exchange, token, family, { ...scope, minted });
}

interface DecidedScope {
  readonly scope: string;
  readonly narrowed?: { readonly fault: string; readonly from: string };
  readonly silentScope: boolean;
}

function decideScope(exchange: Exchange, from: string): DecidedScope {
  const wish = exchange.wishes.narrowScope;
  if (wish === undefined) return { scope: from, silentScope: false };
  const scope = narrowScope(from, wish.to);
  if (scope === from || !wish.claim()) return { scope: from, silentScope: false };
  return { scope, narrowed: { fault: wish.fault, from }, silentScope: !wish.announced };
}

/** Everything a refresh changes, in one go: nothing can come between spending the old token and issuing the new ones. */
function commit(
  realm: RealmState,
  exchange: Exchange,
  presented: TokenRecord,
  family: Family,
  { minted, narrowed, silentScope }: DecidedScope & { readonly minted: Awaited<ReturnType<typeof mintAccess>> },
): HttpReply {
  const policy = realm.policy.effective;
  const because = { cause: 'refresh', exchange: exchange.record.exchange };
  realm.ledger.add({ action: 'refreshed', token: presented.ref, exchange: because.exchange });
  if (policy.accessTokenOnRefresh === 'revoked') realm.grants.end(family.tokens.filter(({ ref }) => ref.kind === 'access'), 'revoked', [], because);
  family.generation += 1;
  const access = issueAccess(realm, exchange, family, minted, narrowed);
  const refresh = nextRefreshToken(realm, exchange, presented, family);
  return tokenReply(realm, exchange, { access, silentScope, ...(refresh === undefined ? {} : { refresh }) });
}

/** The refresh token the reply carries, if any. */
function nextRefreshToken(realm: RealmState, exchange: Exchange, presented: TokenRecord, family: Family): TokenRecord | undefined {
  const policy = realm.policy.effective;
  const withheld = (): boolean => exchange.wishes.withholdRefreshToken?.claim() === true;
  const issues = policy.refreshToken.issue === 'always';
  const rotates = issues && (policy.refreshToken.rotation === 'single-use' || presented.end !== undefined);
  // A token that gets no successor must stay usable, or the consent would be lost (RFC 6749 §6).
  if (rotates && !withheld()) {
    const because = { cause: 'refresh', exchange: exchange.record.exchange };
    if (presented.end === undefined) realm.grants.spend(presented, toMs(policy.refreshToken.grace), realm.policy.refreshTokenFaults, because);
    return issueRefresh(realm, exchange, family);
  }
  if (presented.end === undefined) realm.grants.prolong(presented, refreshExpiry(policy, family, realm.clock.now('issuer')));
  const echoed = issues && !rotates && policy.refreshTokenInReply === 'always' && !withheld();
  return echoed ? presented : undefined;
}
