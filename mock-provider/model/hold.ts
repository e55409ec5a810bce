/**
 * A gate collects requests until enough of them wait there. At `resource` it holds API calls whose
 * token was refused; at `token` it holds refresh requests before they are carried out.
 */
export interface GateOptions {
  readonly at: 'resource' | 'token';
  readonly requests: number;
  /** Real time in milliseconds after which the gate opens even when too few requests came. */
  readonly withinMs: number;
}

/**
 * An exchange that can be held: a refresh (RFC 6749 §6), the exchange of a code (§4.1.3), a token
 * request by client credentials (§4.4.2), a call of the API, an authorization request (§4.1.1).
 */
export const HELD_EXCHANGES = [
  'refresh',
  'code-exchange',
  'client-credentials',
  'api-call',
  'authorization',
] as const;
export type HeldExchange = (typeof HELD_EXCHANGES)[number];

/**
 * The point at which an exchange is held. `received`: before the provider does anything with the
 * request; when the client has closed its connection by the end of this hold, the request is not
 * carried out. `answered`: after it was carried out or refused, before its answer is sent.
 * `sending`: when all of the answer but its last byte has been sent; an answer without a body is
 * held before it. `delivered`: when the answer has been sent.
 */
export type HoldPoint = `${HeldExchange}-${'received' | 'answered' | 'sending' | 'delivered'}`;

/** The other end of a connection. */
export interface Peer {
  readonly address: string;
  readonly port: number;
  /**
   * Port at this end. A system may give one port to several connections, if they go to different
   * places.
   */
  readonly ownPort?: number;
}
