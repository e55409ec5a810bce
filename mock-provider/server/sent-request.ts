import type { IncomingMessage } from 'node:http';

/** The head of a request as the client wrote it. */
export interface SentRequest {
  /** Scheme and host to which it was sent. */
  readonly origin: string;
  /** Path and query, with the realm. */
  readonly target: string;
  readonly httpVersion: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
}

/** A host as it stands in an address (RFC 9110 §7.2); a client may send anything. */
const HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** What the client wrote. */
export function sentRequest(request: IncomingMessage): SentRequest {
  const { host = '' } = request.headers;
  const { localAddress = '', localPort = 0 } = request.socket;
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  return {
    origin: `${scheme}://${HOST.test(host) ? host : `${localAddress}:${localPort}`}`,
    target: request.url ?? '/',
    httpVersion: request.httpVersion,
    rawHeaders: request.rawHeaders,
  };
}
