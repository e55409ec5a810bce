import { createHash } from 'node:crypto';

/** From this many ids on, the expired ones are removed. */
const SWEEP_AT = 1_000;

/**
 * The ids of the assertions that clients have used. Each assertion is accepted once (RFC 7523 §3,
 * number 7).
 */
export class UsedAssertions {
  /** When each id may be forgotten, by the issuer's clock. */
  readonly #used = new Map<string, number>();
  #sweepAt = SWEEP_AT;

  /** Records the use of an id. Returns false when the client has used it before. */
  use(clientId: string, jti: string, untilMs: number, nowMs: number): boolean {
    // The hash has the same length for every id, so long ids need no more memory.
    const key = createHash('sha256')
      .update(JSON.stringify([clientId, jti]))
      .digest('base64url');
    if ((this.#used.get(key) ?? 0) > nowMs) return false;
    this.#used.set(key, untilMs);
    if (this.#used.size > this.#sweepAt) this.#sweep(nowMs);
    return true;
  }

  #sweep(nowMs: number): void {
    for (const [key, untilMs] of this.#used) if (untilMs <= nowMs) this.#used.delete(key);
    this.#sweepAt = this.#used.size + SWEEP_AT;
  }
}
