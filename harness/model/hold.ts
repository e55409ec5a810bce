import type { HeldExchange, RequestRecord } from '../../mock-provider/index.ts';

/**
 * When an exchange is held: before the provider does anything about it; when it was carried out and
 * nothing of its answer has left; when all of its answer but the last byte has left; when the
 * client has stored the tokens that came of it, and makes its next call with them.
 */
export const HOLD_MOMENTS = ['before-commit', 'after-commit', 'on-the-wire', 'after-save'] as const;
export type HoldMoment = (typeof HOLD_MOMENTS)[number];

/** An exchange that is held at this moment. */
export interface Held {
  readonly what: HeldExchange;
  readonly at: HoldMoment;
  /** The request that waits: with `after-save` the call with the new tokens. */
  readonly request: RequestRecord;
  /** Aborted when its sender has closed the connection. */
  readonly gone: AbortSignal;
}

const NAMES: Readonly<Record<HeldExchange, string>> = {
  refresh: 'refresh',
  'code-exchange': 'exchange of a code',
  'client-credentials': 'request for a token',
  'api-call': 'call of the API',
  authorization: 'authorization request',
};

/** What is held, as a noun. */
export const heldName = (what: HeldExchange): string => NAMES[what];

/** Describes a moment of an exchange as part of a sentence: "while …". */
export function heldText({ what, at }: Pick<Held, 'what' | 'at'>): string {
  const its = `its ${heldName(what)}`;
  switch (at) {
    case 'before-commit':
      return `${its} had reached the provider and was not carried out`;
    case 'after-commit':
      return `${its} was carried out and not answered`;
    case 'on-the-wire':
      return `the answer to ${its} was on the wire`;
    case 'after-save':
      return 'its new tokens were stored and not used yet';
  }
}
