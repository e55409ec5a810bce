import type { Issued, RequestRecord } from './records.ts';

/**
 * A fault's wish that the grant handlers carry out. `claim` is asked only when the wish would
 * change something.
 */
export interface Wish {
  readonly fault: string;
  /** True when the fault acts on this exchange; from then on it counts as met. */
  claim(): boolean;
}

/** What faults ask the grant handlers for. */
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
  /** Query or body parameters; those without a value count as absent (RFC 6749 §3.1, §3.2). */
  readonly parameters: ReadonlyMap<string, string>;
  /** Why the request cannot be understood (RFC 6749 §5.2 `invalid_request`). */
  readonly malformed?: string;
  /** Raw access token of a resource request. */
  readonly bearer?: string;
  /** Aborts when the client goes away or the realm is dropped. */
  readonly signal: AbortSignal;
  /** A refresh with the same token was under way when this one arrived. */
  readonly concurrent: boolean;
  readonly wishes: Wishes;
  readonly outcome: Outcome;
}

export interface Outcome {
  issued?: Issued;
  accepted?: boolean;
  /** Ids of the faults that took effect, in the order in which they did. */
  readonly faults: Set<string>;
}

/** True for a request to refresh (RFC 6749 §6). */
export const isRefresh = (exchange: Exchange): boolean =>
  exchange.record.endpoint === 'token' && grantTypeOf(exchange) === 'refresh_token';

/** The grant type of a token request, if it named one. */
export const grantTypeOf = (exchange: Exchange): string | undefined =>
  exchange.parameters.get('grant_type');
