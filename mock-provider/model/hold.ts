/**
 * Where a gate holds requests: `resource` holds calls refused for their token, `token` holds
 * refresh requests before they are carried out.
 */
export interface GateOptions {
  readonly at: 'resource' | 'token';
  readonly requests: number;
  /** Real milliseconds after which the gate opens although too few requests came. */
  readonly withinMs: number;
}

/**
 * Where a refresh request is held: before anything is done about it, after it was carried out or
 * refused and before its answer is sent, or when its answer is on the wire. A client that is gone
 * when the first ends is not served.
 */
export type HoldPoint = 'refresh-received' | 'refresh-answered' | 'refresh-delivered';

/** The far end of a connection. */
export interface Peer {
  readonly address: string;
  readonly port: number;
}
