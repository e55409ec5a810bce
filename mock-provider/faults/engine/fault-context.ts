import type { Exchange } from '../../model/exchange.ts';
import type { HttpReply } from '../../model/reply.ts';
import type { TokenKind } from '../../model/token-ref.ts';
import type { Situation } from '../../policy/policy-answers.ts';
import type { PolicyInput } from '../../policy/policy.ts';
import type { CertificateKind } from '../../wire/tls/certificates.ts';

/** What a fault in force can see and do. */
export interface FaultContext {
  readonly id: string;
  /** Aborts when the fault is healed. */
  readonly signal: AbortSignal;
  /**
   * Takes a matching exchange: counts it against `after`, `times` and `probability`, and returns
   * true, with the fault recorded as met, when the fault acts on it. Ask once per exchange, and
   * only when something will really change.
   */
  claim(exchange: Exchange): boolean;
  /** Records that the fault took effect on an exchange without counting it. */
  meet(exchange: Exchange): void;
  /**
   * A number from 0 to below 1, seeded: the n-th one is the same in every run with the same seed.
   */
  random(): number;
  readonly realm: FaultRealm;
}

/** What a fault can do to its realm. */
export interface FaultRealm {
  /**
   * Realm time by one of the clocks, the issuer's unless told otherwise, in milliseconds since the
   * epoch.
   */
  now(clock?: 'issuer' | 'resource'): number;
  /** The answer the policy has for a situation, or the given one. */
  answer(situation: Situation, exchange: Exchange, otherwise: HttpReply): HttpReply;
  /**
   * How long ago the access token an API call presents was issued, by the issuer's clock, when the
   * API would accept it as live.
   */
  tokenAgeMs(exchange: Exchange): number | undefined;
  /**
   * Ends every live token of the given kinds, of one client or of all, or only the oldest ones;
   * `fault` is kept as the cause. Spent tokens within grace are ended too.
   */
  endTokens(
    kinds: readonly TokenKind[],
    state: 'expired' | 'revoked',
    fault: string,
    client?: string,
    oldest?: number,
  ): void;
  /**
   * Makes live refresh tokens expire when the policy in force says they would had they been used
   * now.
   */
  shortenRefreshTokens(): void;
  /** Ends and forgets every token and code; `fault` is kept as the cause. */
  forgetTokens(fault: string): void;
  /**
   * Gives confidential clients, or one of them, other secrets until the returned function is
   * called.
   */
  changeSecrets(client?: string): () => void;
  /** True when a request authenticates with a secret that was good before `changeSecrets`. */
  hasOldSecret(exchange: Exchange): boolean;
  /** Signs with a new key until the returned function is called. */
  changeKey(published: 'published' | 'unpublished'): () => void;
  readonly publishedKids: readonly string[];
  /** Makes the provider tell another issuer or subject until the returned function is called. */
  overrideIdentity(identity: { readonly issuer?: string; readonly subject?: string }): () => void;
  /** Replaces policy settings until the returned function is called. */
  overridePolicy(change: PolicyInput, fault: string): () => void;
  /** Moves the issuer's clock alone until the returned function is called. */
  skewIssuer(byMs: number, fault: string): () => void;
  /**
   * Scope of the access token an API call presents, when the API would accept that token as live.
   */
  liveScope(exchange: Exchange): string | undefined;
  /**
   * Shows another certificate at the realm's HTTPS address until the returned function is called.
   */
  presentCertificate(kind: CertificateKind, fault: string): () => void;
}
