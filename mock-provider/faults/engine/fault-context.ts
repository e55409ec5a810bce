import type { Exchange } from '../../model/exchange.ts';
import type { HttpReply } from '../../model/reply.ts';
import type { TokenKind } from '../../model/token-ref.ts';
import type { Situation } from '../../policy/policy-answers.ts';
import type { PolicyInput } from '../../policy/policy.ts';
import type { CertificateKind } from '../../wire/tls/certificates.ts';

/** What a fault in force can read and change. */
export interface FaultContext {
  readonly id: string;
  /** Aborts when the fault is healed. */
  readonly signal: AbortSignal;
  /**
   * Counts an exchange that the fault matches against `after`, `times` and `probability`. Returns
   * true when the fault acts on it, and records that the exchange met the fault. Call it once for
   * each exchange, and only when the fault will really change something.
   */
  claim(exchange: Exchange): boolean;
  /** Records that the fault took effect on an exchange, without counting the exchange. */
  meet(exchange: Exchange): void;
  /**
   * A number from 0 up to, but not including, 1. The realm's seed decides it: the n-th number is
   * the same in every run with the same seed.
   */
  random(): number;
  readonly realm: FaultRealm;
}

/** What a fault can read and change on its realm. */
export interface FaultRealm {
  /**
   * Realm time by the issuer's clock or the API's clock, in milliseconds since the epoch. The
   * default is the issuer's clock.
   */
  now(clock?: 'issuer' | 'resource'): number;
  /** The answer that the realm's policy has for a situation, or `otherwise` when it has none. */
  answer(situation: Situation, exchange: Exchange, otherwise: HttpReply): HttpReply;
  /**
   * The age of the access token in an API call, by the issuer's clock. Undefined when the API would
   * not accept the token as live.
   */
  tokenAgeMs(exchange: Exchange): number | undefined;
  /**
   * Ends every live token of these kinds, of one client or of all. When `oldest` is given, it ends
   * only that many of the oldest ones. Spent refresh tokens within their grace period end too. The
   * ledger records `fault` as the cause.
   */
  endTokens(
    kinds: readonly TokenKind[],
    state: 'expired' | 'revoked',
    fault: string,
    client?: string,
    oldest?: number,
  ): void;
  /**
   * Applies the lifetime of the policy in force to the live refresh tokens, as if they were used
   * now. Tokens that would expire later now expire sooner.
   */
  shortenRefreshTokens(): void;
  /**
   * Ends and forgets every token and authorization code. The ledger records `fault` as the cause.
   */
  forgetTokens(fault: string): void;
  /**
   * Gives one confidential client, or all of them, a new secret. The returned function puts the old
   * secrets back.
   */
  changeSecrets(client?: string): () => void;
  /** True when a request authenticates with a secret that was good before `changeSecrets`. */
  hasOldSecret(exchange: Exchange): boolean;
  /**
   * Signs JWTs with a new key until the returned function is called. `published`: the JWK set has
   * only the new key. `unpublished`: the JWK set keeps the earlier keys and lacks the new one.
   */
  changeKey(published: 'published' | 'unpublished'): () => void;
  readonly publishedKids: readonly string[];
  /** Makes the provider name another issuer or subject until the returned function is called. */
  overrideIdentity(identity: { readonly issuer?: string; readonly subject?: string }): () => void;
  /** Replaces settings of the policy until the returned function is called. */
  overridePolicy(change: PolicyInput, fault: string): () => void;
  /** Moves the issuer's clock, and not the API's, until the returned function is called. */
  skewIssuer(byMs: number, fault: string): () => void;
  /**
   * The scope of the access token in an API call. Undefined when the API would not accept the token
   * as live.
   */
  liveScope(exchange: Exchange): string | undefined;
  /**
   * Presents another certificate at the realm's HTTPS address until the returned function is
   * called.
   */
  presentCertificate(kind: CertificateKind, fault: string): () => void;
}
