import type { RegisteredClient } from '../model/client.ts';
import type { CodeRecord } from './authorization-codes.ts';

/** As long as an authorization code lives: nobody comes back to a page after that. */
const LIFETIME_MS = 600_000;
/** So many are kept; one more and the oldest is forgotten. */
const KEPT = 1_000;

/** An authorization request that is in order (RFC 6749 §4.1.1), for its user to decide. */
export interface ConsentRequest extends Omit<CodeRecord, 'family' | 'expiresAtMs' | 'used'> {
  readonly client: RegisteredClient;
  readonly state?: string;
  /** What would be granted. */
  readonly scope: string;
}

/** The requests whose users look at the consent page. */
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

  /** A request is decided once. */
  close(raw: string): void {
    this.#open.delete(raw);
  }

  clear(): void {
    this.#open.clear();
  }
}
