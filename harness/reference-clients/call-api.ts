import { asFailure, ClientFailure } from './client-failure.ts';

/** A complete answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** The error code in the Bearer challenge (RFC 6750 §3). */
  readonly challenge: string | undefined;
}

/**
 * Calls the API for one item with an access token (RFC 6750 §2.1).
 * @throws ClientFailure when the line breaks
 */
export async function callApi(
  url: string,
  method: string,
  accessToken: string,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${accessToken}` },
      redirect: 'manual',
      signal,
    });
    const challenge = /error="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
    return { status: response.status, body: await response.text(), challenge };
  } catch (cause) {
    throw asFailure(cause, 'The API call');
  }
}

/** The failure for an API answer that is no success, in words for the operator. */
export function apiFailure({ status, challenge }: ApiAnswer): ClientFailure {
  if (challenge === 'insufficient_scope')
    return new ClientFailure(
      'The API refuses the call: the scope of the credential does not reach (insufficient_scope). Add the scope and connect the account again.',
      { httpStatus: status },
    );
  if (status === 401)
    return new ClientFailure(
      'The API refuses the access token (401), also a new one. Connect the account again if this stays.',
      { httpStatus: status },
    );
  return new ClientFailure(`The API answered ${status}.`, { httpStatus: status });
}
