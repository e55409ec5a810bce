import { createHash } from 'node:crypto';

/** So many are kept before those that have expired are looked for. */
const SWEEP_AT = 1_000;

/** Ids of assertions that clients have used: each is good once (RFC 7523 §3, number 7). */
export class UsedAssertions {
  /** When each may be forgotten, by the issuer's clock. */
  readonly #used = new Map<string, number>();
  #sweepAt = SWEEP_AT;

  /** False when the client has used this id before. */
  use(clientId: string, jti: string, untilMs: number, nowMs: number): boolean {
    // A hash is as long for a long id as for a short one.
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
