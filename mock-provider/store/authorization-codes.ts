import type { TokenStanding } from '../model/records.ts';
import type { Family } from './grant-store.ts';

/** RFC 6749 §4.1.2 allows ten minutes at most. */
const LIFETIME_MS = 600_000;

export interface CodeRecord {
  readonly family: Family;
  readonly redirectUri: string;
  /**
   * True when the authorization request named the redirect URI. Then the token request must name
   * it, too (RFC 6749 §4.1.3).
   */
  readonly redirectUriNamed: boolean;
  readonly challenge?: { readonly value: string; readonly method: 'plain' | 'S256' };
  /** The nonce of the authorization request. The ID token repeats it (OIDC Core §3.1.2.1). */
  readonly nonce?: string;
  readonly expiresAtMs: number;
  used: boolean;
}

/** The authorization codes of one realm. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, CodeRecord>();

  add(raw: string, code: Omit<CodeRecord, 'expiresAtMs' | 'used'>, nowMs: number): void {
    this.#codes.set(raw, { ...code, expiresAtMs: nowMs + LIFETIME_MS, used: false });
  }

  /** Forgets every code. Called when the consents for which the codes were issued may be gone. */
  clear(): void {
    this.#codes.clear();
  }

  find(raw: string): CodeRecord | undefined {
    return this.#codes.get(raw);
  }

  standing(raw: string, nowMs: number): TokenStanding {
    const code = this.#codes.get(raw);
    if (code === undefined) return 'unknown';
    if (code.used) return 'spent';
    return code.expiresAtMs <= nowMs ? 'expired' : 'live';
  }
}
