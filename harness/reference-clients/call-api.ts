import type { WorkflowRequest } from '../model/client.ts';
import { fillIn } from '../model/workflow.ts';
import { asFailure, ClientFailure } from './client-failure.ts';

/** The request of one API call, without the access token. */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>> | null;
}

/** A complete answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** The error code in the Bearer challenge (RFC 6750 §3). */
  readonly challenge: string | undefined;
}

/** The request that a workflow makes for one item. */
export function requestFor({ plan, provider }: WorkflowRequest, item: string): ApiRequest {
  return {
    method: plan.method,
    url: `${provider.apiUrl}/items/${encodeURIComponent(item)}`,
    query: fillIn(plan.query, item),
    headers: fillIn(plan.headers, item),
    body: plan.body === null ? null : fillIn(plan.body, item),
  };
}

/**
 * Calls the API with an access token (RFC 6750 §2.1).
 * @throws ClientFailure when the line breaks
 */
export async function callApi(
  { method, url, query, headers, body }: ApiRequest,
  accessToken: string,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const asked = new URLSearchParams(query);
  try {
    const response = await fetch(asked.size === 0 ? url : `${url}?${asked}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${accessToken}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body: body === null ? null : JSON.stringify(body),
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
  if (status >= 500)
    return new ClientFailure(
      `The API answered ${status}, an error of the server. Try again later.`,
      { httpStatus: status },
    );
  if (status === 429)
    return new ClientFailure(
      'The API answers 429, too many requests: it limits how often it may be called. Try again later.',
      { httpStatus: status },
    );
  if (status === 403)
    return new ClientFailure(
      'The API refuses the call (403): the access token does not reach, or the account has no permission. Check the permissions of the account; connect it again if they are right.',
      { httpStatus: status },
    );
  return new ClientFailure(`The API answered ${status}.`, { httpStatus: status });
}
