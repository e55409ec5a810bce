/** An ordinary HTTP answer. */
export interface HttpReply {
  readonly kind: 'http';
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Encoding of the body. The default is UTF-8. */
  readonly charset?: 'latin1' | 'utf16le';
  /** The error code in the answer (RFC 6749 §5.2 or RFC 6750 §3.1), for the record of the reply. */
  readonly error?: string;
  /** The server closes the connection after the answer, without a header that announces it. */
  readonly closes?: boolean;
}

/**
 * An answer as data. Nothing is sent until the server writes it, so a fault can replace, delay or
 * drop it. `half-close` closes the server's side of the connection only. `truncate` announces the
 * whole body, sends `bytes` of it and closes. `drip` sends the body in small pieces.
 */
export type Reply =
  | HttpReply
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'half-close' }
  | { readonly kind: 'truncate'; readonly reply: HttpReply; readonly bytes: number }
  | {
      readonly kind: 'drip';
      readonly reply: HttpReply;
      readonly chunkBytes: number;
      readonly everyMs: number;
    };

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;

/** A JSON answer that must not be cached (RFC 6749 §5.1). */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return {
    kind: 'http',
    status,
    headers: { 'content-type': 'application/json', ...NO_STORE, ...headers },
    body: JSON.stringify(body),
  };
}

/** An error answer of the token endpoint (RFC 6749 §5.2). */
export function oauthError(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return { ...json(status, { error, error_description: description }, headers), error };
}

/** A plain or HTML page. */
export function page(
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return {
    kind: 'http',
    status,
    headers: { 'content-type': contentType, ...NO_STORE, ...headers },
    body,
  };
}

/** An answer without a body. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return { kind: 'http', status, headers: { ...NO_STORE, ...headers }, body: '' };
}
