import type { HistoryEvent } from '../../harness/model/event.ts';
import type { Results } from '../../harness/model/results.ts';

/**
 * Id of the data block with the results. The blocks with the histories have the ids `history-0`,
 * `history-1`, … in the order of `results.scenarios`.
 */
export const RESULTS_ID = 'results';
export const historyId = (index: number): string => `history-${index}`;

/** The type of the blocks with the histories: JSON in gzip (RFC 1952) in Base64. */
export const PACKED_TYPE = 'application/gzip;base64';

/** The history of one result, packed as {@link PACKED_TYPE} says; undefined when it has none. */
export type PackedHistory = string | undefined;

/** The data of the page: the results, and the history of each of them. */
export interface ReportData {
  readonly results: Results;
  readonly histories: readonly PackedHistory[];
}

/** What is packed: the events of one result. */
export type PackedEvents = readonly HistoryEvent[];
