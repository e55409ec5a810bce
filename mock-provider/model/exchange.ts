import type { ApiKind } from './api-kind.ts';
import type { Issued, RequestRecord } from './records.ts';

/**
 * A change that a fault asks of the code that handles grants. That code calls `claim` only when it
 * is about to make the change.
 */
export interface Wish {
  readonly fault: string;
  /**
   * True when the fault acts on this exchange. The exchange then counts as having met the fault.
   */
  claim(): boolean;
}

/** The changes that faults can ask of the code that handles grants. */
export interface Wishes {
  withholdRefreshToken?: Wish;
  padAccessToken?: Wish & { readonly bytes: number };
  narrowScope?: Wish & { readonly to: string; readonly announced: boolean };
}

/** One request on its way through the provider, and what became of it. */
export interface Exchange {
  readonly record: RequestRecord;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /**
   * Parameters of the query or the body. A parameter without a value counts as absent (RFC 6749
   * §3.1, §3.2).
   */
  readonly parameters: ReadonlyMap<string, string>;
  /** Why the request cannot be parsed; such a request is `invalid_request` (RFC 6749 §5.2). */
  readonly malformed?: string;
  /** For a call to the API: what is called, and the query as it was sent. */
  readonly api?: { readonly kind: ApiKind; readonly query: string };
  /** The raw access token of a request that carries one. */
  readonly bearer?: string;
  /** Aborts when the client closes the connection or the realm is dropped. */
  readonly signal: AbortSignal;
  /** True when another refresh with the same token was still in progress when this one arrived. */
  readonly concurrent: boolean;
  readonly wishes: Wishes;
  readonly outcome: Outcome;
}

export interface Outcome {
  issued?: Issued;
  accepted?: boolean;
  receipt?: string;
  /** True when the provider itself failed, and answered as well as it could. */
  mistake?: true;
  /** Ids of the faults that took effect, in the order in which they did. */
  readonly faults: Set<string>;
}

/** The grant type of a token request. Undefined when the request names none. */
export const grantTypeOf = (exchange: Exchange): string | undefined =>
  exchange.parameters.get('grant_type');
