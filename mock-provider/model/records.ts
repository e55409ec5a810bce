import type { TokenRef } from './token-ref.ts';

/**
 * The provider's endpoints. `resource` is the API behind the provider, `consent` takes the form of
 * its consent page; the others are RFC 6749 §3, RFC 7009, RFC 7662, RFC 8628 §3.1 and §3.3, OIDC
 * Discovery §4.
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
  | 'unknown';

/** What the grant store knew of a presented token at the moment it was presented. */
export type TokenStanding =
  | 'live'
  | 'expired'
  | 'revoked'
  | 'spent'
  | 'spent-in-grace'
  | 'unknown'
  | 'absent';

/** A token a client presented: which one, and how it stood. */
export interface Presented {
  readonly kind: 'access' | 'refresh' | 'code';
  readonly standing: TokenStanding;
  /** Missing when the standing is `unknown` or `absent`. */
  readonly ref?: TokenRef;
}

/** A request as it arrived. Nothing here reveals a token, a code or a secret. */
export interface RequestRecord {
  /** Counts requests on one realm from 1; joins a request to its reply. */
  readonly exchange: number;
  readonly endpoint: EndpointName;
  readonly method: string;
  /** Who sent it, where the provider was told how to find out. */
  readonly sender?: string;
  /** Path below the realm, without the query. */
  readonly path: string;
  /**
   * Name under which the requesting client was registered on the realm; missing when it is not
   * known (yet).
   */
  readonly client?: string;
  readonly grantType?: string;
  readonly clientAuth?: 'header' | 'body' | 'assertion' | 'none';
  readonly requestedScope?: string;
  readonly presented?: Presented;
  /** The item a resource request is about. */
  readonly item?: string;
}

/** Tokens a reply handed out. */
export interface Issued {
  readonly access?: TokenRef;
  readonly refresh?: TokenRef;
  readonly scope?: string;
}

/**
 * How an exchange ended on the wire. `delivered` is false when the client cannot have read a
 * complete answer.
 */
export interface ReplyRecord {
  readonly exchange: number;
  readonly endpoint: EndpointName;
  readonly outcome: 'http' | 'reset' | 'hang' | 'truncated' | 'aborted-by-client';
  readonly delivered: boolean;
  readonly status?: number;
  /** RFC 6749 §5.2 or RFC 6750 §3.1 error code of the answer. */
  readonly error?: string;
  readonly contentType?: string;
  /** Retry-After in seconds, measured on the realm's clock when it was a date. */
  readonly retryAfterSeconds?: number;
  /** What the grant store committed for this request, whether or not the client learnt of it. */
  readonly issued?: Issued;
  /** Resource endpoint: the call was carried out. */
  readonly accepted?: boolean;
  /**
   * Ids of the faults that changed this exchange or had put its token into the state it was refused
   * for.
   */
  readonly faults: readonly string[];
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

/** One line of the ledger: the provider's own audit log. */
export interface LedgerEntry {
  readonly action: LedgerAction;
  readonly token?: TokenRef;
  /** Realm time, milliseconds since the epoch. */
  readonly realmTimeMs: number;
  readonly cause?: string;
  readonly exchange?: number;
}

/** A ledger entry as the ledger keeps it. */
export interface NumberedLedgerEntry extends LedgerEntry {
  /** Counts the realm's entries from 1, without gaps. */
  readonly sequence: number;
}

/** The newest live tokens of one consent, as the grant store sees them. */
export interface LivePair {
  readonly family: string;
  readonly access?: TokenRef;
  readonly refresh?: TokenRef;
  readonly scope: string;
}

/** One token of a consent, as the grant store sees it now. */
export interface TokenSummary {
  readonly ref: TokenRef;
  readonly standing: Exclude<TokenStanding, 'unknown' | 'absent'>;
  /** What ended it. */
  readonly cause?: string;
  readonly scope: string;
  /** Realm time by the issuer's clock, milliseconds since the epoch. */
  readonly issuedAtMs: number;
  /** Missing when it does not expire. */
  readonly expiresAtMs?: number;
}

/**
 * One consent and the tokens grown from it, oldest first. Of long chains the oldest dead tokens are
 * left out.
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
  /** Dead tokens that are no longer listed. */
  readonly forgotten: number;
}

/** A fault that was in force. */
export interface EndedFault {
  readonly id: string;
  readonly name: string;
  readonly actsOn: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a realm tells whoever listens, in the order in which it happened. */
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
   * A fault healed without being told to: its time was over, or it had acted on enough requests.
   */
  | { readonly type: 'fault-ended'; readonly fault: EndedFault; readonly by: 'for' | 'times' }
  | {
      readonly type: 'realm-clock';
      readonly clock: 'issuer' | 'resource' | 'both';
      readonly offsetMs: number;
    };
