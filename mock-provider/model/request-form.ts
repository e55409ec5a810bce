/**
 * Where a request authenticates its client: in a Basic header, with `client_secret` in the body or
 * (which RFC 6749 §2.3.1 forbids) in the query, or with a signed assertion (RFC 7521 §4.2).
 */
export type AuthenticationPlace = 'header' | 'body' | 'query' | 'assertion';

/** Where a request carries an access token (RFC 6750 §2). */
export type TokenPlace = 'header' | 'body' | 'query';

/** A token or secret of the realm that occurs in a part of a request, by its name. */
export interface SecretPlace {
  readonly place: 'url' | 'headers' | 'body';
  readonly name: string;
  /** In which header it is, in small letters, when that is not Authorization. */
  readonly header?: string;
}

/** How a request was written down. It has names of parameters and of secrets, and no values. */
export interface RequestForm {
  /** The header Content-Type, as it was sent. */
  readonly contentType?: string;
  /** The header Accept, as it was sent. */
  readonly accept?: string;
  /** Names of the parameters in the query, in their order; a repeated one is listed again. */
  readonly query?: readonly string[];
  /** Length of the body. Missing when there is none. */
  readonly bytes?: number;
  /** Names of the fields of a body that is a form, also one in parts, or a JSON object. */
  readonly fields?: readonly string[];
  /** For a call to the API: digest of its query as it reads, whatever its order and encoding. */
  readonly queryDigest?: string;
  /**
   * For a call to the API: digest of the body as it reads: of the fields of a form, also of one in
   * parts, of the value of a JSON text, whatever their order, and of any other text but the
   * boundary of its parts.
   */
  readonly bodyDigest?: string;
  /**
   * For a call to the API: Idempotency-Key, and its headers whose names begin with `x-`, as HTTP
   * clients add none of their own, each with the first 16 hex digits of the SHA-256 of its value.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Every place in which the request authenticates its client. */
  readonly authentication: readonly AuthenticationPlace[];
  /**
   * Only when the right id and secret came in a Basic header, but not form-encoded, so that they
   * read as others (RFC 6749 §2.3.1).
   */
  readonly unencoded?: boolean;
  /**
   * Only when the Basic header can be read, but is not the Base64 of RFC 4648 §4 or lacks its
   * padding (RFC 7617 §2).
   */
  readonly otherBase64?: boolean;
  /** Every place in which the request carries an access token. */
  readonly token: readonly TokenPlace[];
  /** The tokens and secrets of the realm that occur anywhere in the request. */
  readonly secrets: readonly SecretPlace[];
}

/** What an authorization request says besides its client and scope (RFC 6749 §4.1.1). */
export interface AuthorizationForm {
  readonly responseType?: string;
  readonly redirectUri?: string;
  /** Missing when there is no `state`. */
  readonly state?: OneTimeValue;
  /** Missing when there is no `code_challenge` (RFC 7636 §4.3). */
  readonly challenge?: CodeChallenge;
}

/** A code challenge (RFC 7636 §4.2). */
export interface CodeChallenge extends OneTimeValue {
  /** As it was sent; `plain` when it was not. */
  readonly method: string;
}

/** A value that a client makes for one authorization request. */
export interface OneTimeValue {
  /** First 16 hex digits of its SHA-256. It tells whether the value was used before. */
  readonly digest: string;
  readonly characters: number;
  /**
   * The most bits it can hold: its length, without the part that it shares with the value of the
   * client's request before, times the bits of a character of its alphabet.
   */
  readonly bitsAtMost: number;
}

/** The code verifier with which a code is exchanged (RFC 7636 §4.1). */
export interface CodeVerifier extends OneTimeValue {
  /** 43 to 128 unreserved characters. */
  readonly wellFormed: boolean;
  /** Whether an authorization request of this client, which the user's browser sees, had it. */
  readonly shown: boolean;
}
