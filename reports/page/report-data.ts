import type { HistoryEvent } from '../../harness/model/event.ts';
import type { Results, ScenarioResult } from '../../harness/model/results.ts';

/**
 * Ids of the data blocks in the page; histories follow as `history-0`, `history-1`, … in the order
 * of `results.scenarios`.
 */
export const RESULTS_ID = 'results';
export const historyId = (index: number): string => `history-${index}`;

/** What the page is made of: the results, and the history of every result that has one. */
export interface ReportData {
  readonly results: Results;
  readonly histories: readonly {
    readonly result: ScenarioResult;
    readonly events: readonly HistoryEvent[] | undefined;
  }[];
}
