import { createHash, randomBytes } from 'node:crypto';
import { HarnessError } from '../model/error.ts';
import type { StoredCredential, TokenData } from './stored-credential.ts';
import { sendTokenRequest, tokensOf } from './token-request.ts';

/**
 * The redirect URI. Nothing listens there: the client reads the redirect and does not follow it.
 */
const REDIRECT_URI = 'http://127.0.0.1/oauth2/callback';
const MAX_REDIRECTS = 5;

const refused = (reason: string): HarnessError =>
  new HarnessError('connect-failed', `Could not connect the credential: ${reason}.`);

/**
 * Follows the authorization URL until the provider redirects to the redirect URI, and returns the
 * authorization code (RFC 6749 §4.1.2).
 */
async function codeFrom(start: URL, state: string, signal: AbortSignal): Promise<string> {
  let url = start;
  for (let hop = 0; hop < MAX_REDIRECTS; hop += 1) {
    const response = await fetch(url, { redirect: 'manual', signal });
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null)
      throw refused(`the authorization endpoint answered ${response.status} instead of a redirect`);
    url = new URL(location, url);
    if (!url.href.startsWith(REDIRECT_URI)) continue;
    if (url.searchParams.get('state') !== state)
      throw refused('the redirect does not carry the state that was sent');
    const code = url.searchParams.get('code');
    if (code === null)
      throw refused(`the provider answered ${url.searchParams.get('error') ?? 'without a code'}`);
    return code;
  }
  throw refused('the authorization endpoint redirects in circles');
}

/**
 * Runs the authorization code flow without a browser (RFC 6749 §4.1), with PKCE (RFC 7636) when the
 * credential's grant says so.
 */
export async function authorize(
  { fields, spec }: StoredCredential,
  signal: AbortSignal,
): Promise<TokenData> {
  const state = randomBytes(16).toString('base64url');
  const verifier = spec.grant === 'pkce' ? randomBytes(32).toString('base64url') : undefined;
  const url = new URL(fields.authUrl);
  const parameters = {
    response_type: 'code',
    client_id: fields.clientId,
    redirect_uri: REDIRECT_URI,
    scope: fields.scope,
    state,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (verifier !== undefined) {
    url.searchParams.set(
      'code_challenge',
      createHash('sha256').update(verifier).digest('base64url'),
    );
    url.searchParams.set('code_challenge_method', 'S256');
  }
  const code = await codeFrom(url, state, signal);
  const trade = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  };
  return tokensOf(await sendTokenRequest(fields, trade, signal));
}
