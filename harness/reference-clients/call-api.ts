import { z } from 'zod';
import type { ProviderAddresses } from '../model/client.ts';
import {
  FILE_NAME,
  fillIn,
  graphqlBody,
  ITEM,
  type ApiCall,
  type BodyType,
} from '../model/workflow.ts';
import { asFailure, ClientFailure } from './client-failure.ts';
import { retryAfterMs } from './token-request.ts';

/** The request of one API call, without the access token. */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>> | null;
  readonly bodyType: BodyType;
}

/** A complete answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** The error code in the Bearer challenge (RFC 6750 §3). */
  readonly challenge: string | undefined;
  /** How long the API asks to wait (RFC 9110 §10.2.3), where it does. */
  readonly waitMs?: number;
  /** The first error of a GraphQL response without data, whatever its status. */
  readonly graphqlError?: string;
}

/** A response that a GraphQL request failed by (GraphQL §7.1). */
const failedSchema = z.object({
  data: z.null().optional(),
  errors: z.array(z.object({ message: z.string() })).min(1),
});

/** What a GraphQL response says that has errors and no data; undefined for any other. */
function graphqlErrorOf(body: string): string | undefined {
  try {
    return failedSchema.safeParse(JSON.parse(body)).data?.errors[0]?.message;
  } catch {
    return undefined;
  }
}

/** The request of a call, made out for one item. */
export function requestFor(
  { method, path, query, headers, body, bodyType }: ApiCall,
  item: string,
  { apiUrl }: ProviderAddresses,
): ApiRequest {
  return {
    method,
    url: `${apiUrl}${path.replaceAll(ITEM, encodeURIComponent(item))}`,
    query: fillIn(query, item),
    headers: fillIn(headers, item),
    body: body === null ? null : fillIn(body, item),
    bodyType,
  };
}

/** A body, and the header that belongs to it: fetch writes the one of a form itself. */
function written({ body, bodyType }: ApiRequest): Pick<RequestInit, 'body' | 'headers'> {
  if (body === null) return { body: null };
  if (bodyType === 'json' || bodyType === 'graphql')
    return {
      body: JSON.stringify(bodyType === 'json' ? body : graphqlBody(body)),
      headers: { 'content-type': 'application/json' },
    };
  if (bodyType === 'file')
    return {
      body: Object.values(body).join(''),
      headers: { 'content-type': 'text/plain' },
    };
  const form = new FormData();
  for (const [name, value] of Object.entries(body))
    if (bodyType === 'multipart') form.append(name, value);
    else form.append(name, new Blob([value], { type: 'text/plain' }), FILE_NAME);
  return { body: form };
}

/**
 * Calls the API with an access token (RFC 6750 §2.1).
 * @throws ClientFailure when the line breaks
 */
export async function callApi(
  request: ApiRequest,
  accessToken: string,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const { method, url, query, headers } = request;
  const { body = null, headers: ofBody } = written(request);
  const asked = new URLSearchParams(query);
  try {
    const response = await fetch(asked.size === 0 ? url : `${url}?${asked}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${accessToken}`,
        ...ofBody,
      },
      body,
      redirect: 'manual',
      signal,
    });
    const challenge = /error="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
    const waitMs = retryAfterMs(response.headers);
    const text = await response.text();
    const graphqlError = request.bodyType === 'graphql' ? graphqlErrorOf(text) : undefined;
    return {
      status: response.status,
      body: text,
      challenge,
      ...(graphqlError === undefined ? {} : { graphqlError }),
      ...(waitMs === undefined ? {} : { waitMs }),
    };
  } catch (cause) {
    throw asFailure(cause, 'The API call');
  }
}

/** The failure for an API answer that is no success, in words for the operator. */
export function apiFailure({ status, challenge, waitMs, graphqlError }: ApiAnswer): ClientFailure {
  const facts = { httpStatus: status, ...(waitMs === undefined ? {} : { waitMs }) };
  if (challenge === 'insufficient_scope')
    return new ClientFailure(
      'The API refuses the call: the scope of the credential does not reach (insufficient_scope). Add the scope and connect the account again.',
      facts,
    );
  if (status === 401)
    return new ClientFailure(
      'The API refuses the access token (401), also a new one. Connect the account again if this stays.',
      facts,
    );
  if (status >= 500)
    return new ClientFailure(
      `The API answered ${status}, an error of the server. Try again later.`,
      facts,
    );
  if (status === 429)
    return new ClientFailure(
      'The API answers 429, too many requests: it limits how often it may be called. Try again later.',
      facts,
    );
  if (status === 403)
    return new ClientFailure(
      'The API refuses the call (403): the access token does not reach, or the account has no permission. Check the permissions of the account; connect it again if they are right.',
      facts,
    );
  if (status < 300 && graphqlError !== undefined)
    return new ClientFailure(`The API answers with an error: ${graphqlError}.`, facts);
  return new ClientFailure(`The API answered ${status}.`, facts);
}
