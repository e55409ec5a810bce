import type { HistoryEvent } from '../../harness/model/event.ts';
import { History } from '../../harness/model/history.ts';
import type { Results } from '../../harness/model/results.ts';
import { historyId, RESULTS_ID } from '../page/report-data.ts';

/** The data of the page. A history is parsed when it is needed for the first time. */
export interface PageData {
  readonly results: Results;
  /**
   * The history of a result, by the result's index in `results.scenarios`. Undefined when the page
   * does not contain it.
   */
  history(index: number): History | undefined;
}

const textOf = (page: Document, id: string): string | undefined =>
  page.getElementById(id)?.textContent ?? undefined;

/** Reads the data blocks of the page. Undefined when it has none. */
export function readPageData(page: Document): PageData | undefined {
  const text = textOf(page, RESULTS_ID);
  if (text === undefined) return undefined;
  const results: Results = JSON.parse(text);
  const parsed = new Map<number, History>();
  return {
    results,
    history(index) {
      const known = parsed.get(index);
      if (known !== undefined) return known;
      const block = textOf(page, historyId(index));
      if (block === undefined) return undefined;
      const events: readonly HistoryEvent[] = JSON.parse(block);
      const history = new History(events);
      parsed.set(index, history);
      return history;
    },
  };
}
