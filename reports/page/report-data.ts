import type { HistoryEvent } from '../../harness/model/event.ts';
import type { Results, ScenarioResult } from '../../harness/model/results.ts';

/**
 * Id of the data block with the results. The blocks with the histories have the ids `history-0`,
 * `history-1`, … in the order of `results.scenarios`.
 */
export const RESULTS_ID = 'results';
export const historyId = (index: number): string => `history-${index}`;

/** The data of the page: the results, and the history of every result that has one. */
export interface ReportData {
  readonly results: Results;
  readonly histories: readonly {
    readonly result: ScenarioResult;
    readonly events: readonly HistoryEvent[] | undefined;
  }[];
}
