import type { LedgerAction, NumberedLedgerEntry } from './records.ts';

/** Which ledger entries are wanted; all conditions must hold. */
export interface LedgerQuery {
  /** Only entries after this sequence number. */
  readonly after?: number;
  /** At most so many, the oldest first; 1000 unless told otherwise. */
  readonly limit?: number;
  readonly action?: LedgerAction;
  readonly family?: string;
  readonly exchange?: number;
}

/** Entries of a ledger, oldest first. */
export interface LedgerPage {
  readonly entries: readonly NumberedLedgerEntry[];
  /**
   * Sequence number of the oldest entry still kept: older ones were dropped. 0 when there is none.
   */
  readonly oldest: number;
  readonly newest: number;
}
