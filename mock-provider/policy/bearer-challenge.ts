import { json, type HttpReply } from '../model/reply.ts';

/** Escapes the characters that a quoted string must not contain as they are (RFC 9110 §5.6.4). */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const challenge = (parameters: Readonly<Record<string, string>>): string =>
  `Bearer ${Object.entries(parameters)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(', ')}`;

/** The 401 answer to a request without a token. It has no error code (RFC 6750 §3.1). */
export function tokenMissing(): HttpReply {
  return json(
    401,
    { error_description: 'No access token was presented.' },
    { 'www-authenticate': challenge({ realm: 'api' }) },
  );
}

/** 400 `invalid_request`, for example for a request with two access tokens (RFC 6750 §3.1). */
export function requestRefused(description: string): HttpReply {
  const error = 'invalid_request';
  const header = challenge({ realm: 'api', error, error_description: description });
  return {
    ...json(400, { error, error_description: description }, { 'www-authenticate': header }),
    error,
  };
}

/** 401 `invalid_token` (RFC 6750 §3.1). */
export function invalidToken(description: string): HttpReply {
  const error = 'invalid_token';
  const header = challenge({ realm: 'api', error, error_description: description });
  return {
    ...json(401, { error, error_description: description }, { 'www-authenticate': header }),
    error,
  };
}

/** The 403 answer `insufficient_scope`, with the scope that the API requires (RFC 6750 §3.1). */
export function insufficientScope(scope: string): HttpReply {
  const error = 'insufficient_scope';
  const description = 'The request requires higher privileges than the access token provides.';
  const header = challenge({ realm: 'api', error, error_description: description, scope });
  return {
    ...json(403, { error, error_description: description, scope }, { 'www-authenticate': header }),
    error,
  };
}
