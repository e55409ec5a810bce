import type { VirtualClock } from './clock.ts';
import type { Ledger } from './ledger.ts';
import { judgeOf, standingOf, type TokenRecord } from './token-record.ts';

/** Writes an entry into the ledger when a token expires, once for each token. */
export class TokenExpiries {
  readonly #clock: VirtualClock;
  readonly #ledger: Ledger;
  readonly #alarms = new Map<TokenRecord, () => void>();
  readonly #noted = new Set<TokenRecord>();

  constructor(clock: VirtualClock, ledger: Ledger) {
    this.#clock = clock;
    this.#ledger = ledger;
  }

  /** The tokens whose expiry is already in the ledger. */
  get noted(): readonly TokenRecord[] {
    return [...this.#noted];
  }

  /** Replaces these tokens and cancels every alarm. */
  set noted(tokens) {
    for (const cancel of this.#alarms.values()) cancel();
    this.#alarms.clear();
    this.#noted.clear();
    for (const token of tokens) this.#noted.add(token);
  }

  /**
   * Records the expiry of a token when it comes. Must be called again when the moment of expiry has
   * changed.
   */
  watch(token: TokenRecord): void {
    this.ignore(token);
    const dueMs = Math.min(token.expiresAtMs, token.revokedFromMs ?? Number.POSITIVE_INFINITY);
    if (token.end !== undefined || dueMs === Number.POSITIVE_INFINITY) return;
    const judge = judgeOf(token.ref.kind);
    const standing = standingOf(token, this.#clock.now(judge));
    if (standing === 'live') {
      this.#noted.delete(token);
      this.#alarms.set(
        token,
        this.#clock.at(dueMs - this.#clock.offset(judge), () => this.watch(token)),
      );
    } else if (!this.#noted.has(token)) {
      this.#noted.add(token);
      this.#ledger.add(
        standing === 'revoked'
          ? { action: 'revoked', token: token.ref, cause: 'refresh' }
          : { action: 'expired', token: token.ref, cause: 'ttl' },
      );
    }
  }

  /** Cancels the alarm of a token that ended for another reason. */
  ignore(token: TokenRecord): void {
    this.#alarms.get(token)?.();
    this.#alarms.delete(token);
  }

  /** Forgets a token that the store no longer keeps. */
  forget(token: TokenRecord): void {
    this.#noted.delete(token);
    this.ignore(token);
  }
}
