import type { LedgerEntry } from './records.ts';

const KEPT = 10_000;

/** The provider's own audit log: append-only. Listeners hear every entry; memory keeps the last ten thousand. */
export class Ledger {
  readonly #entries: LedgerEntry[] = [];
  readonly #now: () => number;
  readonly #listener: (entry: LedgerEntry) => void;

  constructor(now: () => number, listener: (entry: LedgerEntry) => void) {
    this.#now = now;
    this.#listener = listener;
  }

  add(entry: Omit<LedgerEntry, 'realmTimeMs'>): void {
    const stamped: LedgerEntry = { ...entry, realmTimeMs: this.#now() };
    this.#entries.push(stamped);
    // Cutting in blocks keeps adding cheap.
    if (this.#entries.length > KEPT * 2) this.#entries.splice(0, this.#entries.length - KEPT);
    this.#listener(stamped);
  }

  /** The newest entries, oldest first. */
  get entries(): readonly LedgerEntry[] {
    return this.#entries.slice(-KEPT);
  }
}
