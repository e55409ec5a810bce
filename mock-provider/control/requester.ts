import { ControlError, type ControlErrorBody } from './control-error.ts';

/**
 * Sends a request and returns the open response. Rejects with a {@link ControlError} when the
 * request is refused.
 */
export type Open = (
  method: string,
  path: string,
  init?: {
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  },
) => Promise<Response>;

/**
 * Sends one request and returns its answer. The answer is not checked against the type: client and
 * server come from the same version.
 */
export interface Requester {
  <T>(method: string, path: string, body?: unknown): Promise<T>;
  readonly open: Open;
}

/** Makes the function that sends requests to one control API. */
export function requester(url: string, token: string | undefined): Requester {
  const open: Open = async (method, path, { body, headers = {}, signal } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) throw await refusal(response);
    return response;
  };
  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await open(method, path, { body });
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  return Object.assign(send, { open });
}

async function refusal(response: Response): Promise<ControlError> {
  const { error, message, hint, pointer } = (await response
    .json()
    .catch(() => ({}))) as Partial<ControlErrorBody>;
  return new ControlError(
    response.status,
    error ?? 'internal-error',
    message ?? `Could not control the provider: it answered ${response.status}.`,
    { hint: hint ?? 'Is this the address of a control API?', pointer: pointer ?? '' },
  );
}
