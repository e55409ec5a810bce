import type { LedgerAction, NumberedLedgerEntry } from './records.ts';

/** Which entries of the ledger to return. An entry must satisfy every condition. */
export interface LedgerQuery {
  /** Only entries after this sequence number. */
  readonly after?: number;
  /** Return at most this many entries, the oldest first. The default is 1000. */
  readonly limit?: number;
  readonly action?: LedgerAction;
  readonly family?: string;
  readonly exchange?: number;
}

/** Entries of a ledger, oldest first. */
export interface LedgerPage {
  readonly entries: readonly NumberedLedgerEntry[];
  /**
   * Sequence number of the oldest entry that the ledger still keeps; older entries were dropped. 0
   * when there is no entry.
   */
  readonly oldest: number;
  readonly newest: number;
}
