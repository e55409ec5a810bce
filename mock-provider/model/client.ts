import type { JSONWebKeySet } from 'jose';

/**
 * A client registered on a realm (RFC 6749 §2). `secret` is the secret itself: give it to the
 * client under test and to nobody else. `jwks` has public keys only.
 */
export interface RegisteredClient {
  readonly name: string;
  readonly id: string;
  /** Empty for a public client (RFC 6749 §2.1). */
  readonly secret: string;
  /** Where it authenticates; missing when any one place will do. */
  readonly authentication?: 'header' | 'body';
  readonly jwks?: JSONWebKeySet;
}

/** How to register a client. */
export interface ClientOptions {
  /** `public`: it cannot keep a secret and is given none (RFC 6749 §2.1). */
  readonly type?: 'confidential' | 'public';
  /** The id and the secret to use. Without them the realm makes them. */
  readonly id?: string;
  readonly secret?: string;
  /**
   * Where the client has to put its id and secret (RFC 6749 §2.3.1), as it would have been agreed
   * on at the registration (§2.3). Without it any place will do that the policy accepts.
   */
  readonly authentication?: 'header' | 'body';
  /** Public keys with which its signed assertions are verified (RFC 7523 §2.2, RFC 7591 §2). */
  readonly jwks?: JSONWebKeySet;
}
