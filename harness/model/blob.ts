import { z } from 'zod';
import { resultsSchema } from './results.ts';

/**
 * A blob: one run in one file, for `merge`. Compressed by gzip, a JSON object in each line: first
 * this one, then one for each history.
 */
export const blobHeadSchema = z.object({
  /** Rises when a field changes its meaning or is removed. */
  oauthChaosBlob: z.literal(1),
  results: resultsSchema,
});
export type BlobHead = z.infer<typeof blobHeadSchema>;

/** The history of one result, as it is stored. */
export const blobHistorySchema = z.object({
  target: z.string(),
  name: z.string(),
  attempt: z.int().min(1),
  history: z.string(),
});
export type BlobHistory = z.infer<typeof blobHistorySchema>;

/** How a blob file ends, by which a folder of blobs is known. */
export const BLOB_ENDING = '.blob.gz';
