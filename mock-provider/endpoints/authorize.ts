import type { RegisteredClient } from '../api.ts';
import type { CodeRecord } from '../authorization-codes.ts';
import type { Exchange } from '../exchange.ts';
import { grantedScope } from '../grants/granted-scope.ts';
import type { RealmState } from '../realm-state.ts';
import { empty, page, type HttpReply } from '../reply.ts';
import { USER } from '../user.ts';

/** RFC 7636 §4.2: as long as a verifier, or as a SHA-256 in base64url. */
const CHALLENGE = /^[\w.~-]{43,128}$/;

/** An error the user is shown, because there is nowhere safe to redirect to (RFC 6749 §4.1.2.1). */
const shown = (problem: string): HttpReply => page(400, 'text/plain; charset=utf-8', `${problem}\n`);

/** The authorization endpoint (RFC 6749 §4.1.1), with a user who consents, or refuses, at once. */
export function authorize(realm: RealmState, exchange: Exchange): HttpReply {
  if (exchange.malformed !== undefined) return shown(exchange.malformed);
  const client = realm.clients.byId(exchange.parameters.get('client_id') ?? '');
  if (client === undefined) return shown('The client_id is missing or unknown.');
  const named = exchange.parameters.get('redirect_uri');
  const redirectUri = named ?? realm.clients.soleRedirectUri(client);
  if (redirectUri === undefined || !isRedirectUri(redirectUri)) return shown('The redirect_uri is missing or no absolute http(s) URI without a fragment.');
  realm.clients.useRedirectUri(client, redirectUri);
  const answer = answerTo(realm, exchange, client, { redirectUri, redirectUriNamed: named !== undefined });
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) location.searchParams.append(name, value);
  const state = exchange.parameters.get('state');
  if (state !== undefined) location.searchParams.append('state', state);
  return { ...empty(302, { location: location.href }), ...(answer.error === undefined ? {} : { error: answer.error }) };
}

/** RFC 6749 §3.1.2: absolute and without a fragment. */
function isRedirectUri(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && !text.includes('#');
}

type Answer = { readonly code: string; readonly error?: never } | { readonly error: string; readonly error_description: string };

function answerTo(realm: RealmState, exchange: Exchange, client: RegisteredClient, redirect: Pick<CodeRecord, 'redirectUri' | 'redirectUriNamed'>): Answer {
  const { parameters } = exchange;
  if (parameters.get('response_type') !== 'code') return { error: 'unsupported_response_type', error_description: 'The only response type is code.' };
  const value = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method !== 'plain' && method !== 'S256') return { error: 'invalid_request', error_description: 'The code challenge method is not supported.' };
  if (value !== undefined && !CHALLENGE.test(value)) return { error: 'invalid_request', error_description: 'The code challenge is malformed.' };
  const { pkce, consent } = realm.policy.effective;
  if (value === undefined && (pkce === 'required' || pkce === 's256-required')) return { error: 'invalid_request', error_description: 'A code challenge is required.' };
  if (value !== undefined && (pkce === 'refused' || (pkce === 's256-required' && method !== 'S256'))) return { error: 'invalid_request', error_description: 'The code challenge method is not supported.' };
  if (consent === 'refused') return { error: 'access_denied', error_description: 'The user refused consent.' };
  const granted = grantedScope(realm.policy.effective, parameters.get('scope'));
  if ('refusal' in granted) return { error: 'invalid_scope', error_description: 'The requested scope is unknown or malformed.' };
  const family = realm.grants.openFamily(client.name, granted.scope, USER);
  const code = realm.rawTokens.next('code', { family: family.number });
  const nonce = parameters.get('nonce');
  realm.codes.add(code, { family, ...redirect, ...(nonce === undefined ? {} : { nonce }), ...(value === undefined ? {} : { challenge: { value, method } }) }, realm.clock.now('issuer'));
  return { code };
}
