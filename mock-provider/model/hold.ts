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
 * The point at which a refresh request is held. `refresh-received`: before the provider does
 * anything with it; when the client has closed its connection by the end of this hold, the refresh
 * is not carried out. `refresh-answered`: after the refresh was carried out or refused, before its
 * answer is sent. `refresh-delivered`: when its answer has been sent.
 */
export type HoldPoint = 'refresh-received' | 'refresh-answered' | 'refresh-delivered';

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
