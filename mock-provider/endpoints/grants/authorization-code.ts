import type { RegisteredClient } from '../../model/client.ts';
import type { Exchange } from '../../model/exchange.ts';
import { oauthError, type HttpReply } from '../../model/reply.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import type { CodeRecord } from '../../store/authorization-codes.ts';
import { firstTokens } from './first-tokens.ts';
import { proofKeyFlaw } from './proof-key.ts';

const invalidGrant = (description: string): HttpReply =>
  oauthError(400, 'invalid_grant', description);

/** Exchanges an authorization code for tokens (RFC 6749 §4.1.3). */
export async function authorizationCode(
  realm: RealmState,
  exchange: Exchange,
  client: RegisteredClient,
): Promise<HttpReply> {
  const raw = exchange.parameters.get('code');
  if (raw === undefined)
    return oauthError(400, 'invalid_request', 'The parameter code is missing.');
  const code = realm.codes.find(raw);
  if (code === undefined || code.family.client !== client.name)
    return invalidGrant('The authorization code is unknown.');
  const flaw = codeFlaw(realm, exchange, code);
  if (flaw !== undefined) return invalidGrant(flaw);
  code.used = true;
  return firstTokens(realm, exchange, client, code.family, code.nonce);
}

function codeFlaw(realm: RealmState, exchange: Exchange, code: CodeRecord): string | undefined {
  if (code.used) {
    // RFC 6749 §4.1.2: a code that is used twice may have been stolen, so the tokens that were
    // issued for it are revoked.
    const why = { cause: 'code-replayed', exchange: exchange.record.exchange };
    realm.ledger.add({ action: 'replayed', ...why });
    realm.grants.end(code.family.tokens, 'revoked', [], why);
    return 'The authorization code was used before.';
  }
  if (code.expiresAtMs <= realm.clock.now('issuer')) return 'The authorization code has expired.';
  const redirectUri = exchange.parameters.get('redirect_uri');
  if (redirectUri === undefined ? code.redirectUriNamed : redirectUri !== code.redirectUri)
    return 'The redirect_uri is not that of the authorization request.';
  return proofKeyFlaw(code.challenge, exchange.parameters.get('code_verifier'));
}
