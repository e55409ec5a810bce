import { createHash, randomBytes } from 'node:crypto';
import type { CallbackKind } from '../model/client.ts';
import type { Consent } from '../model/editor.ts';
import { HarnessError } from '../model/error.ts';
import { answerConsent, OF_BROWSER } from './answer-consent.ts';
import { ClientFailure } from './client-failure.ts';
import type { CredentialFields } from './stored-credential.ts';

/**
 * The redirect URI. Nothing listens there: the client reads the redirect and does not follow it.
 */
const REDIRECT_URI = 'http://127.0.0.1/oauth2/callback';
const MAX_REDIRECTS = 5;

const refused = (reason: string): HarnessError =>
  new HarnessError('connect-failed', `Could not connect the credential: ${reason}.`);

/** What a client makes up for one authorization request, and must remember until the callback. */
export interface AuthorizationFlow {
  /** RFC 6749 §10.12. */
  readonly state: string;
  /** Only with PKCE (RFC 7636 §4.1). */
  readonly verifier?: string;
}

export const newFlow = (pkce: boolean): AuthorizationFlow => ({
  state: randomBytes(16).toString('base64url'),
  ...(pkce ? { verifier: randomBytes(32).toString('base64url') } : {}),
});

/** The URL to which the client sends the user (RFC 6749 §4.1.1, RFC 7636 §4.3). */
export function authorizationUrl(
  fields: CredentialFields,
  { state, verifier }: AuthorizationFlow,
): URL {
  const url = new URL(fields.authUrl);
  const parameters = {
    ...Object.fromEntries(new URLSearchParams(String(fields['authQueryParameters'] ?? ''))),
    response_type: 'code',
    client_id: fields.clientId,
    redirect_uri: REDIRECT_URI,
    scope: fields.scope,
    state,
    ...(verifier === undefined
      ? {}
      : {
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/**
 * Acts as the user's browser, up to the redirect that leads back to the client.
 * @param consent what the user answers where he is asked on a page; without it he is shown none
 */
export async function followToCallback(
  start: URL,
  signal: AbortSignal,
  consent?: Consent,
): Promise<URL> {
  let url = start;
  for (let hop = 0; hop < MAX_REDIRECTS; hop += 1) {
    const headers = consent === undefined ? {} : OF_BROWSER;
    let response = await fetch(url, { redirect: 'manual', headers, signal });
    if (consent !== undefined && response.ok)
      response = (await answerConsent(response, consent, signal)) ?? response;
    await response.body?.cancel().catch(() => undefined);
    const location = response.headers.get('location');
    if (location === null)
      throw refused(`the authorization endpoint answered ${response.status} instead of a redirect`);
    url = new URL(location, url);
    if (url.href.startsWith(REDIRECT_URI)) return url;
  }
  throw refused('the authorization endpoint redirects in circles');
}

/**
 * The authorization code in a callback (RFC 6749 §4.1.2).
 * @throws ClientFailure when the callback does not belong to the flow, or has no code
 */
export function codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
  if (flow === undefined || callback.searchParams.get('state') !== flow.state)
    throw new ClientFailure('The redirect does not carry the state that was sent.');
  const code = callback.searchParams.get('code');
  if (code === null)
    throw new ClientFailure(
      `The provider answered ${callback.searchParams.get('error') ?? 'without a code'}.`,
    );
  return code;
}

/** The parameters with which a code is exchanged (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export const trade = (
  code: string,
  flow: AuthorizationFlow | undefined,
): Readonly<Record<string, string>> => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT_URI,
  ...(flow?.verifier === undefined ? {} : { code_verifier: flow.verifier }),
});

/** Makes of a callback one that must be refused (RFC 6749 §10.12). */
export function spoil({ searchParams }: URL, kind: CallbackKind): void {
  if (kind === 'forged') searchParams.set('state', 'a-state-that-the-client-never-made');
  if (kind === 'stateless') searchParams.delete('state');
}
