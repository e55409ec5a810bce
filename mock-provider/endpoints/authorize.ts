import type { RegisteredClient } from '../model/client.ts';
import type { Exchange } from '../model/exchange.ts';
import { redirected, type Answer } from '../model/redirect-back.ts';
import { page, type HttpReply } from '../model/reply.ts';
import { scopeNames } from '../model/scope.ts';
import type { Policy } from '../policy/policy.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { ConsentRequest } from '../store/consent-requests.ts';
import { decided } from './authorization-answer.ts';
import { grantedScope } from './grants/granted-scope.ts';
import { consentPage } from './pages/consent-page.ts';
import { decisionUnasked, userDecides } from './user.ts';

/**
 * RFC 7636 §4.2: with the method `plain` as long as a verifier, with `S256` a SHA-256 hash in
 * base64url. Both fit this pattern.
 */
const CHALLENGE = /^[\w.~-]{43,128}$/;

/** RFC 3986 §2: the characters of a URI, but for the `#` of a fragment. */
const REDIRECT_URI = /^https?:\/\/[\w.~:/?[\]@!$&'()*+,;=%-]+$/i;

/**
 * An error page for the user. It is shown when there is no redirect URI that is safe to use (RFC
 * 6749 §4.1.2.1).
 */
const shown = (problem: string): HttpReply =>
  page(400, 'text/plain; charset=utf-8', `${problem}\n`);

/**
 * The authorization endpoint (RFC 6749 §4.1.1). The policy says whether the user decides at once or
 * on a page.
 */
export async function authorize(realm: RealmState, exchange: Exchange): Promise<HttpReply> {
  if (exchange.malformed !== undefined) return shown(exchange.malformed);
  const client = realm.clients.byId(exchange.parameters.get('client_id') ?? '');
  if (client === undefined) return shown('The client_id is missing or unknown.');
  const named = exchange.parameters.get('redirect_uri');
  const redirectUri = named ?? realm.clients.soleRedirectUri(client);
  if (redirectUri === undefined || !isRedirectUri(redirectUri))
    return shown('The redirect_uri is missing or no absolute http(s) URI without a fragment.');
  realm.clients.useRedirectUri(client, redirectUri);
  const state = exchange.parameters.get('state');
  const back = {
    redirectUri,
    redirectUriNamed: named !== undefined,
    ...(state === undefined ? {} : { state }),
  };
  const request = requestOf(realm, exchange, client, back);
  if ('error' in request) return redirected(back, request);
  const decision = decisionUnasked(realm, exchange, request.scope);
  if (decision === undefined) return ask(realm, exchange, request);
  await userDecides(realm, exchange);
  return decided(realm, request, decision);
}

/**
 * RFC 6749 §3.1.2: a redirect URI is absolute and has no fragment. It must be a URI as RFC 3986
 * writes one: whatever a browser would mend first (blanks, backslashes, missing slashes) leads to
 * another place than it seems to.
 */
const isRedirectUri = (text: string): boolean => REDIRECT_URI.test(text) && URL.canParse(text);

/** RFC 7636 and RFC 9700 §2.1.1: who cannot authenticate has to prove that the code is its own. */
const needsChallenge = (pkce: Policy['pkce'], client: RegisteredClient): boolean =>
  pkce === 'required' ||
  pkce === 's256-required' ||
  (pkce === 's256-optional' && client.secret === '');

function ask(realm: RealmState, exchange: Exchange, request: ConsentRequest): HttpReply {
  // OIDC Core §3.1.2.1: with prompt=none the server must not show a page.
  if (scopeNames(exchange.parameters.get('prompt') ?? '').includes('none'))
    return redirected(request, {
      error: 'consent_required',
      error_description: 'The user must be asked.',
    });
  const raw = realm.rawTokens.next('consent-request');
  realm.consents.add(raw, request, realm.clock.now('issuer'));
  return consentPage({
    action: 'authorize/decide',
    about: ['consent_request', raw],
    client: request.client.name,
    scope: request.scope,
  });
}

/** Checks an authorization request. Returns the request when it is valid, otherwise the error. */
function requestOf(
  realm: RealmState,
  { parameters }: Exchange,
  client: RegisteredClient,
  back: Pick<ConsentRequest, 'redirectUri' | 'redirectUriNamed' | 'state'>,
): ConsentRequest | Extract<Answer, { error: string }> {
  const responseType = parameters.get('response_type');
  if (responseType === undefined)
    return {
      error: 'invalid_request',
      error_description: 'The parameter response_type is missing.',
    };
  if (responseType !== 'code')
    return {
      error: 'unsupported_response_type',
      error_description: 'The only response type is code.',
    };
  const value = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method !== 'plain' && method !== 'S256')
    return {
      error: 'invalid_request',
      error_description: 'The code challenge method is not supported.',
    };
  if (value !== undefined && !CHALLENGE.test(value))
    return { error: 'invalid_request', error_description: 'The code challenge is malformed.' };
  const { pkce, state } = realm.policy.effective;
  const s256 = pkce === 's256-required' || pkce === 's256-optional';
  if (state === 'required' && !parameters.has('state'))
    return { error: 'invalid_request', error_description: 'The parameter state is missing.' };
  if (value === undefined && needsChallenge(pkce, client))
    return { error: 'invalid_request', error_description: 'A code challenge is required.' };
  if (value !== undefined && (pkce === 'refused' || (s256 && method !== 'S256')))
    return {
      error: 'invalid_request',
      error_description: 'The code challenge method is not supported.',
    };
  const granted = grantedScope(realm.policy.effective, parameters.get('scope'));
  if ('refusal' in granted)
    return {
      error: 'invalid_scope',
      error_description: 'The requested scope is unknown or malformed.',
    };
  const nonce = parameters.get('nonce');
  return {
    client,
    ...back,
    scope: granted.scope,
    ...(nonce === undefined ? {} : { nonce }),
    ...(value === undefined ? {} : { challenge: { value, method } }),
  };
}
