import type { AuthorizationForm, CodeVerifier, RequestForm } from './request-form.ts';
import type { TokenRef } from './token-ref.ts';
import type { ReplyWire, RequestWire } from './wire.ts';

/**
 * The provider's endpoints. `resource` is the API behind the provider, `orders` is where a workflow
 * that nobody calls finds its work. `consent` receives the form of the consent page. The others are
 * those of RFC 6749 §3, RFC 7009, RFC 7662, RFC 8628 §3.1 and §3.3, and OIDC Discovery §4.
 */
export type EndpointName =
  | 'authorize'
  | 'consent'
  | 'token'
  | 'revoke'
  | 'introspect'
  | 'device-authorization'
  | 'device'
  | 'userinfo'
  | 'discovery'
  | 'jwks'
  | 'resource'
  | 'orders'
  | 'unknown';

/** The state of a token at the moment a client presented it, as the grant store knew it. */
export type TokenStanding =
  | 'live'
  | 'expired'
  | 'revoked'
  | 'spent'
  | 'spent-in-grace'
  | 'unknown'
  | 'absent';

/** A token that a client presented, and its state at that moment. */
export interface Presented {
  readonly kind: 'access' | 'refresh' | 'code';
  readonly standing: TokenStanding;
  /** Missing when the standing is `unknown` or `absent`. */
  readonly ref?: TokenRef;
}

/** A request as it arrived. The record never contains a token, a code or a secret. */
export interface RequestRecord {
  /** Number of the request on its realm, from 1. The record of the reply has the same number. */
  readonly exchange: number;
  readonly endpoint: EndpointName;
  readonly method: string;
  /** The process or container that sent it, when the provider was given a way to find out. */
  readonly sender?: string;
  /** The path below the realm, without the query. */
  readonly path: string;
  /**
   * The name under which the client was registered on the realm. Missing when the client is
   * unknown, or not known yet.
   */
  readonly client?: string;
  readonly grantType?: string;
  readonly clientAuth?: 'header' | 'body' | 'assertion' | 'none';
  readonly requestedScope?: string;
  readonly presented?: Presented;
  /** Id of the item that a request to the API asks for. */
  readonly item?: string;
  /** For the exchange of an authorization code: whether a `code_verifier` came with it. */
  readonly codeVerifier?: boolean;
  /** The `code_verifier`, when one came. */
  readonly verifier?: CodeVerifier;
  /**
   * Parameters of an authorization or token request that no RFC defines there, each with the first
   * 16 hex digits of the SHA-256 of its value.
   */
  readonly others?: Readonly<Record<string, string>>;
  /** For an authorization request: what it says. */
  readonly authorization?: AuthorizationForm;
  /** How the request was written down. Missing in a record that an older version made. */
  readonly form?: RequestForm;
  /** Its head and body without secrets. Missing unless the provider was asked to record them. */
  readonly wire?: RequestWire;
}

/** The tokens that a reply carries. */
export interface Issued {
  readonly access?: TokenRef;
  readonly refresh?: TokenRef;
  readonly scope?: string;
  /** The account that the ID token of the reply names (OIDC Core §2). Missing without one. */
  readonly idTokenSubject?: string;
}

/**
 * How the answer to a request ended on the wire. `delivered` is false when the client cannot have
 * read a complete answer.
 */
export interface ReplyRecord {
  readonly exchange: number;
  readonly endpoint: EndpointName;
  readonly outcome: 'http' | 'reset' | 'hang' | 'truncated' | 'aborted-by-client';
  readonly delivered: boolean;
  readonly status?: number;
  /** The error code in the answer (RFC 6749 §5.2 or RFC 6750 §3.1). */
  readonly error?: string;
  /** The provider's own words about the error (RFC 6749 §5.2), unless they hold a secret. */
  readonly says?: string;
  readonly contentType?: string;
  /** `Retry-After` in seconds. A date is converted by the realm's clock. */
  readonly retryAfterSeconds?: number;
  /**
   * The tokens that the grant store committed for this request, whether or not the reply reached
   * the client.
   */
  readonly issued?: Issued;
  /** `expires_in` as the reply told it, in seconds. */
  readonly expiresInSeconds?: number;
  /**
   * For an answer with tokens: each of its fields but the two tokens, as a digest of the value. The
   * key of the digests is the realm's own.
   */
  readonly members?: Readonly<Record<string, string>>;
  /** For a request to the API: true when the call was carried out. */
  readonly accepted?: boolean;
  /** For an accepted call: the value in the answer that belongs to this call alone. */
  readonly receipt?: string;
  /** True when the provider itself failed: the answer is none of the realm's. */
  readonly mistake?: true;
  /**
   * Ids of the faults that changed this exchange, or that caused the state for which its token was
   * refused.
   */
  readonly faults: readonly string[];
  /** Its head and body without secrets, when it is an HTTP answer and they are recorded. */
  readonly wire?: ReplyWire;
}

export type LedgerAction =
  | 'issued'
  | 'refreshed'
  | 'spent'
  | 'replayed'
  | 'refused'
  | 'revoked'
  | 'expired'
  | 'accepted'
  | 'policy-changed';

/** One entry of the ledger, which is the provider's own audit log. */
export interface LedgerEntry {
  readonly action: LedgerAction;
  readonly token?: TokenRef;
  /** For an issued token: the account that it speaks for. */
  readonly subject?: string;
  /** Realm time, milliseconds since the epoch. */
  readonly realmTimeMs: number;
  readonly cause?: string;
  readonly exchange?: number;
}

/** A ledger entry with the number that the ledger gives it. */
export interface NumberedLedgerEntry extends LedgerEntry {
  /** Number of the entry on its realm, from 1, without gaps. */
  readonly sequence: number;
}

/** The newest live tokens of one consent, according to the grant store. */
export interface LivePair {
  readonly family: string;
  readonly access?: TokenRef;
  readonly refresh?: TokenRef;
  readonly scope: string;
}

/** One token of a consent, in its present state according to the grant store. */
export interface TokenSummary {
  readonly ref: TokenRef;
  readonly standing: Exclude<TokenStanding, 'unknown' | 'absent'>;
  /** Why the token ended. */
  readonly cause?: string;
  readonly scope: string;
  /** Realm time by the issuer's clock, milliseconds since the epoch. */
  readonly issuedAtMs: number;
  /** Missing when the token does not expire. */
  readonly expiresAtMs?: number;
}

/**
 * One consent with the tokens that were issued for it, oldest first. When there are many, the
 * oldest dead tokens are left out.
 */
export interface FamilySummary {
  readonly id: string;
  readonly client: string;
  readonly subject: string;
  readonly scope: string;
  readonly startedAtMs: number;
  /** Generation of the newest tokens. */
  readonly generation: number;
  readonly live: boolean;
  readonly tokens: readonly TokenSummary[];
  /** How many dead tokens are no longer listed. */
  readonly forgotten: number;
}

/** A fault that has ended. */
export interface EndedFault {
  readonly id: string;
  readonly name: string;
  readonly actsOn: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The events that a realm sends to its listeners, in the order in which they happened. */
export type RealmEvent =
  | ({ readonly type: 'request' } & RequestRecord)
  | ({ readonly type: 'reply' } & ReplyRecord)
  | ({ readonly type: 'ledger' } & LedgerEntry)
  | {
      readonly type: 'gate';
      readonly state: 'armed' | 'opened' | 'timed-out';
      readonly wanted: number;
      readonly arrived: number;
      readonly exchanges: readonly number[];
    }
  /**
   * A fault ended by itself: its `for` is over, or it has acted on as many requests as `times`
   * says.
   */
  | { readonly type: 'fault-ended'; readonly fault: EndedFault; readonly by: 'for' | 'times' }
  | {
      readonly type: 'realm-clock';
      readonly clock: 'issuer' | 'resource' | 'both';
      readonly offsetMs: number;
    };
