import { asFailure, ClientFailure } from './client-failure.ts';
import { sendUnverified } from './send-unverified.ts';
import type { CredentialFields, TokenData } from './stored-credential.ts';

/** A complete answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * RFC 6749 §2.3.1: client id and client secret are form-encoded before they are joined and
 * base64-encoded.
 */
const formEncoded = (text: string): string =>
  new URLSearchParams({ text }).toString().slice('text='.length);

/** A token request, ready to be sent. */
export interface TokenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** False when any certificate of the server will do. */
  readonly verifies: boolean;
}

/** Credentials for the Basic scheme (RFC 6749 §2.3.1, RFC 7617 §2). */
export const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/**
 * Writes a token request (RFC 6749 §3.2): a form, with the client id and secret where the
 * credential says.
 */
export function tokenRequest(
  fields: CredentialFields,
  parameters: Readonly<Record<string, string>>,
): TokenRequest {
  // RFC 6749 §3.2.1: who has no secret names itself in the body.
  const inHeader = fields.authentication === 'header' && fields.clientSecret !== '';
  const client = {
    client_id: fields.clientId,
    ...(fields.clientSecret === '' ? {} : { client_secret: fields.clientSecret }),
  };
  return {
    url: fields.accessTokenUrl,
    verifies: fields['ignoreSSLIssues'] !== true,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(inHeader
        ? { authorization: basic(formEncoded(fields.clientId), formEncoded(fields.clientSecret)) }
        : {}),
    },
    body: new URLSearchParams({
      ...additional(fields, parameters),
      ...parameters,
      ...(inHeader ? {} : client),
    }).toString(),
  };
}

/** What the operator wants every request of the client credentials grant to say besides. */
function additional(
  fields: CredentialFields,
  { grant_type }: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const typed = fields['additionalBodyProperties'];
  return grant_type === 'client_credentials' && typeof typed === 'string' ? JSON.parse(typed) : {};
}

/** Sends a token request and reads its whole answer. */
export async function sendTokenRequest(
  { url, headers, body, verifies }: TokenRequest,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  try {
    if (!verifies && url.startsWith('https:'))
      return await sendUnverified(url, { headers, body }, signal);
    const response = await fetch(url, {
      method: 'POST',
      // As bytes, because for a text fetch would add a content type of its own.
      body: Buffer.from(body),
      headers,
      redirect: 'manual',
      signal,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    throw asFailure(cause, 'The token request');
  }
}

/**
 * Reads Retry-After, which is a number of seconds or a date (RFC 9110 §10.2.3); returns
 * milliseconds.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** The fields of an answer in JSON or form encoding; undefined when it is neither. */
export function membersOf({
  text,
  headers,
}: TokenAnswer): Readonly<Record<string, unknown>> | undefined {
  if (headers.get('content-type')?.includes('x-www-form-urlencoded') === true)
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? Object.fromEntries(Object.entries(parsed))
      : undefined;
  } catch {
    return undefined;
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  invalid_grant: 'the refresh token is expired or was revoked; connect the account again',
  invalid_client: 'the client id or secret in the credential is wrong',
  unauthorized_client: 'this client may not use this grant; check the app at the provider',
  invalid_scope:
    'the scope in the credential is not allowed; correct it and connect the account again',
};

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);

/**
 * The tokens of an answer (RFC 6749 §5.1). An answer with status 200 is still a refusal when it
 * contains an error or no access token.
 * @throws ClientFailure that names the cause and what to do
 */
export function tokensOf(answer: TokenAnswer): TokenData & { access_token: string } {
  const members = membersOf(answer);
  const { access_token, refresh_token, expires_in, ...others } = members ?? {};
  if (
    answer.status >= 200 &&
    answer.status < 300 &&
    members?.['error'] === undefined &&
    typeof access_token === 'string' &&
    access_token !== ''
  ) {
    const lifetime = secondsOf(expires_in);
    return {
      ...Object.fromEntries(
        Object.entries(others).filter(([, value]) => value !== null && value !== ''),
      ),
      access_token,
      ...(typeof refresh_token === 'string' && refresh_token !== '' ? { refresh_token } : {}),
      ...(lifetime === undefined ? {} : { expires_in: lifetime }),
    };
  }
  throw refusal(answer, members);
}

/**
 * A number of seconds, also when it is told as a text. An empty text and null tell nothing; taken
 * for 0 they would end a token at once.
 */
function secondsOf(expiresIn: unknown): number | undefined {
  if (typeof expiresIn === 'number') return expiresIn;
  return typeof expiresIn === 'string' && /^\d+$/.test(expiresIn) ? Number(expiresIn) : undefined;
}

/** The failure for an answer without tokens, in words for the operator. */
function refusal(
  answer: TokenAnswer,
  members: Readonly<Record<string, unknown>> | undefined,
): ClientFailure {
  const waitMs = retryAfterMs(answer.headers);
  const facts = { httpStatus: answer.status, ...(waitMs === undefined ? {} : { waitMs }) };
  if (answer.status === 429)
    return new ClientFailure(
      `The token endpoint answers 429, too many requests${waitMs === undefined ? '' : `; try again in ${Math.ceil(waitMs / 1_000)} s`}.`,
      facts,
    );
  if (answer.status >= 500)
    return new ClientFailure(
      `The token endpoint answered ${answer.status}, an error of the provider. Try again later; the stored tokens were kept.`,
      facts,
    );
  const error = members?.['error'];
  if (isName(error))
    return new ClientFailure(
      `The provider refused a new access token with ${error}: ${REFUSALS[error] ?? 'see the credential and the app at the provider'}.`,
      facts,
    );
  const words = members?.['error_description'] ?? members?.['message'];
  if (answer.status >= 400 && members !== undefined)
    return new ClientFailure(
      `The token endpoint refused with ${answer.status}${typeof words === 'string' ? `: ${words}` : ''}. If that speaks of the refresh token, connect the account again.`,
      facts,
    );
  return new ClientFailure(
    `The token endpoint answered ${answer.status} with ${members === undefined ? 'something that is no token reply' : 'no access token'}; nothing was stored.`,
    facts,
  );
}
