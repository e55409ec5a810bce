import type { LedgerPage, LedgerQuery } from '../model/ledger.ts';
import { ProviderError } from '../model/provider-error.ts';
import type { LedgerEntry, NumberedLedgerEntry } from '../model/records.ts';

const KEPT = 10_000;
const PAGE = 1_000;

/**
 * The provider's own audit log, to which entries are only added. Listeners receive every entry; the
 * ledger keeps the last ten thousand.
 */
export class Ledger {
  readonly #entries: NumberedLedgerEntry[] = [];
  readonly #now: () => number;
  readonly #listener: (entry: LedgerEntry) => void;
  #sequence = 0;

  constructor(now: () => number, listener: (entry: LedgerEntry) => void) {
    this.#now = now;
    this.#listener = listener;
  }

  add(entry: Omit<LedgerEntry, 'realmTimeMs'>): void {
    this.#sequence += 1;
    const stamped: LedgerEntry = { ...entry, realmTimeMs: this.#now() };
    this.#entries.push({ sequence: this.#sequence, ...stamped });
    // Cleaning up only now and then keeps it cheap to add an entry.
    if (this.#entries.length > KEPT * 2) this.#entries.splice(0, this.#entries.length - KEPT);
    this.#listener(stamped);
  }

  /** The newest entries, oldest first. */
  get entries(): readonly NumberedLedgerEntry[] {
    return this.#entries.slice(-KEPT);
  }

  /** @throws ProviderError when `after` or `limit` is no whole number in its range */
  query({ after = 0, limit = PAGE, action, family, exchange }: LedgerQuery = {}): LedgerPage {
    if (
      !Number.isInteger(after) ||
      after < 0 ||
      !Number.isInteger(limit) ||
      limit < 1 ||
      limit > KEPT
    ) {
      throw new ProviderError(
        'bad-query',
        `Could not read the ledger: after ${after} with limit ${limit} is no page of it.`,
        { hint: `\`after\` is a sequence number from 0, \`limit\` a number from 1 to ${KEPT}.` },
      );
    }
    const kept = this.entries;
    const entries = kept.filter(
      (entry) =>
        entry.sequence > after &&
        (action === undefined || entry.action === action) &&
        (family === undefined || entry.token?.family === family) &&
        (exchange === undefined || entry.exchange === exchange),
    );
    return {
      entries: entries.slice(0, limit),
      oldest: kept[0]?.sequence ?? 0,
      newest: this.#sequence,
    };
  }
}
