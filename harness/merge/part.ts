import type { Results } from '../model/results.ts';
import type { BlobLimits } from './blob-stream.ts';

/** Which result a history belongs to. */
export interface PartKey {
  readonly target: string;
  readonly name: string;
  readonly attempt: number;
}

/** A history, as its bytes or as the file that holds it. */
export type HistorySource = { readonly bytes: Uint8Array } | { readonly file: string };

/** A blob, which another thread may read, too. */
export interface BlobFile {
  readonly path: string;
  readonly shownAs: string;
  readonly limits?: BlobLimits;
}

/** One run that is put together with others: from a blob, or from its folder. */
export interface Part {
  /** Its path as the user wrote it. */
  readonly shownAs: string;
  readonly results: Results;
  /** The file in which it is, of a blob. */
  readonly blob?: BlobFile;
  /** Reads its histories, one at a time. */
  histories(): AsyncIterable<PartKey & { readonly source: HistorySource }>;
}
