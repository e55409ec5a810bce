import type { VirtualClock } from './clock.ts';
import type { Ledger } from './ledger.ts';
import { judgeOf, standingOf, type TokenRecord } from './token-record.ts';

/** Writes the natural end of every token into the ledger when it comes, once. */
export class TokenExpiries {
  readonly #clock: VirtualClock;
  readonly #ledger: Ledger;
  readonly #alarms = new Map<TokenRecord, () => void>();
  readonly #noted = new Set<TokenRecord>();

  constructor(clock: VirtualClock, ledger: Ledger) {
    this.#clock = clock;
    this.#ledger = ledger;
  }

  /** Tokens whose natural end is in the ledger. */
  get noted(): readonly TokenRecord[] {
    return [...this.#noted];
  }

  /** Starts anew with these; nothing is watched any more. */
  set noted(tokens) {
    for (const cancel of this.#alarms.values()) cancel();
    this.#alarms.clear();
    this.#noted.clear();
    for (const token of tokens) this.#noted.add(token);
  }

  /** Notes the natural end of a token when it comes; to be called again when that moment moved. */
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

  /** A token that has ended otherwise. */
  ignore(token: TokenRecord): void {
    this.#alarms.get(token)?.();
    this.#alarms.delete(token);
  }

  /** A token that is no longer kept. */
  forget(token: TokenRecord): void {
    this.#noted.delete(token);
    this.ignore(token);
  }
}
