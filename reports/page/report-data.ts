import type { Results } from '../../harness/model/results.ts';
import type { Standing } from '../text/standing.ts';

/**
 * Id of the data block with the results. The blocks with the histories have the ids `history-0`,
 * `history-1`, … in the order of `results.scenarios`, those with its pictures `screenshots-0`, …
 */
export const RESULTS_ID = 'results';
/** Id of the block with what is known of error texts, packed as the histories are. */
export const SYMPTOMS_ID = 'symptoms';
/** Id of the block that tells of the results that the page does not have. */
export const LEFT_OUT_ID = 'left-out';
export const screenshotsId = (index: number): string => `screenshots-${index}`;
export const historyId = (index: number): string => `history-${index}`;

/** The type of the blocks with the histories: JSON in gzip (RFC 1952) in Base64. */
export const PACKED_TYPE = 'application/gzip;base64';

/** What a page says that does not have all results of its run. */
export interface LeftOut {
  /** How many results it does not have, of each standing. */
  readonly counts: Readonly<Partial<Record<Standing, number>>>;
  /** What is to be said of the whole run, which the page could only say of what it has. */
  readonly unfinished: readonly string[];
  readonly coverage: readonly string[];
}

/**
 * The data of the page: the results, and the history of each of them, packed as
 * {@link PACKED_TYPE} says; undefined where there is none.
 */
export interface ReportData {
  readonly results: Results;
  /** Undefined when the page has every result. */
  readonly left?: LeftOut | undefined;
  readonly histories: readonly (string | undefined)[];
  /** What is known of error texts, packed; undefined where there is none. */
  readonly symptoms?: string | undefined;
  /**
   * The pictures of each result that has any, in the order in which it lists them, each as PNG in
   * Base64; undefined for one that is not in the page.
   */
  readonly screenshots?: readonly (readonly (string | undefined)[] | undefined)[] | undefined;
}
