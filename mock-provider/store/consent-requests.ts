import type { RegisteredClient } from '../model/client.ts';
import type { CodeRecord } from './authorization-codes.ts';

/** As long as an authorization code lives. Nobody returns to a consent page after that time. */
const LIFETIME_MS = 600_000;
/** At most this many requests are kept; the oldest one is forgotten for a new one. */
const KEPT = 1_000;

/** A valid authorization request (RFC 6749 §4.1.1) that waits for its user's decision. */
export interface ConsentRequest extends Omit<CodeRecord, 'family' | 'expiresAtMs' | 'used'> {
  readonly client: RegisteredClient;
  readonly state?: string;
  /** The scope that the user can grant. */
  readonly scope: string;
}

/** The authorization requests whose users are looking at the consent page. */
export class ConsentRequests {
  readonly #open = new Map<
    string,
    { readonly request: ConsentRequest; readonly expiresAtMs: number }
  >();

  add(raw: string, request: ConsentRequest, nowMs: number): void {
    this.#open.set(raw, { request, expiresAtMs: nowMs + LIFETIME_MS });
    for (const [oldest] of this.#open) {
      if (this.#open.size <= KEPT) break;
      this.#open.delete(oldest);
    }
  }

  find(raw: string, nowMs: number): ConsentRequest | undefined {
    const open = this.#open.get(raw);
    return open !== undefined && nowMs < open.expiresAtMs ? open.request : undefined;
  }

  /** Forgets a request, because it can be decided only once. */
  close(raw: string): void {
    this.#open.delete(raw);
  }

  clear(): void {
    this.#open.clear();
  }
}
