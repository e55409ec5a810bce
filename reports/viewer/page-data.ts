import { History } from '../../harness/model/history.ts';
import type { Results, ScenarioResult } from '../../harness/model/results.ts';
import type { SymptomBook } from '../../harness/symptoms/symptom-book.ts';
import {
  historyId,
  LEFT_OUT_ID,
  RESULTS_ID,
  screenshotsId,
  SYMPTOMS_ID,
  type LeftOut,
} from '../page/report-data.ts';
import { unpackHistory, unpackText } from './unpack-history.ts';

/** The data of the page. A history is unpacked when it is needed for the first time. */
export interface PageData {
  readonly results: Results;
  /** What is to be said of results that are not here; undefined when all are. */
  readonly left: LeftOut | undefined;
  /**
   * The history of one of the results, the same object each time. Undefined when the page does not
   * contain it.
   */
  historyOf(result: ScenarioResult): History | undefined;
  /** What is known of error texts; undefined of a page that has none. */
  readonly symptoms: (() => SymptomBook) | undefined;
  /** The pictures that a result lists, each with its address; undefined of one that is not here. */
  picturesOf(result: ScenarioResult): readonly Picture[];
}

/** A picture of a connect in n8n's editor. */
export type Picture = NonNullable<ScenarioResult['screenshots']>[number] & {
  readonly url: string | undefined;
};

const textOf = (page: Document, id: string): string | undefined =>
  page.getElementById(id)?.textContent ?? undefined;

/** What a function returns when it is called for the first time, each time. */
function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}

/** Reads the data blocks of the page. Undefined when it has none. */
export function readPageData(page: Document): PageData | undefined {
  const text = textOf(page, RESULTS_ID);
  if (text === undefined) return undefined;
  const results: Results = JSON.parse(text);
  const indexes = new Map(results.scenarios.map((result, index) => [result, index]));
  const parsed = new Map<ScenarioResult, History>();
  const left = textOf(page, LEFT_OUT_ID);
  const book = textOf(page, SYMPTOMS_ID);
  return {
    results,
    left: left === undefined ? undefined : JSON.parse(left),
    symptoms:
      book === undefined ? undefined : once((): SymptomBook => JSON.parse(unpackText(book))),
    historyOf(result) {
      const known = parsed.get(result);
      if (known !== undefined) return known;
      const block = textOf(page, historyId(indexes.get(result) ?? -1));
      if (block === undefined) return undefined;
      const history = new History(unpackHistory(block));
      parsed.set(result, history);
      return history;
    },
    picturesOf(result) {
      const block = textOf(page, screenshotsId(indexes.get(result) ?? -1));
      const pngs: readonly (string | null)[] = block === undefined ? [] : JSON.parse(block);
      return (result.screenshots ?? []).map((listed, index) => {
        const png = pngs[index] ?? undefined;
        return { ...listed, url: png === undefined ? undefined : `data:image/png;base64,${png}` };
      });
    },
  };
}
