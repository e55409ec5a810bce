/*
 * A request and its reply as they went over the wire, for people to read. Every token, code and
 * secret is replaced by its name in `‹›` before anything is kept, and what else may be secret by a
 * digest: `‹refresh token f1·g2›`, `‹state #1f0c33a2›`. Equal values have equal names. What a
 * client itself writes as `‹` and `›` is shown as `<` and `>`.
 */

/** A header or a parameter. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

export interface BodyWire {
  readonly text: string;
  /** Length of the whole body. */
  readonly bytes: number;
  /** Only when the text is not the whole body. */
  readonly cut?: boolean;
}

/** The head and the body of a request. */
export interface RequestWire {
  /** Time of the machine, milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** `1.1` */
  readonly httpVersion: string;
  /** The address that the request was sent to. */
  readonly url: string;
  readonly headers: readonly NamedValue[];
  /** Missing when there is none. */
  readonly body?: BodyWire;
}

/** The head and the body of an HTTP answer. */
export interface ReplyWire {
  readonly headers: readonly NamedValue[];
  /** The body as it was meant to be sent. Missing when there is none. */
  readonly body?: BodyWire;
  /** How much of the body was sent, when the answer was cut off. */
  readonly sentBytes?: number;
  /** From the arrival of the request until the answer began, in milliseconds. */
  readonly waitedMs: number;
  /** From then until it was handed to the network, or until this had become impossible. */
  readonly sendingMs: number;
}
