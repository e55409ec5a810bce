import { z } from 'zod';
import { resultsSchema } from './results.ts';

/** Rises when a field changes its meaning or is removed. */
export const BLOB_VERSION = 2;

/**
 * A blob: one run in one file, for `merge`. Compressed by zstd (RFC 8878). It begins with a line of
 * JSON, this one.
 */
export const blobHeadSchema = z.object({
  oauthChaosBlob: z.literal(BLOB_VERSION),
  /** Without `shard.whole` where `wholeBytes` says that it follows. */
  results: resultsSchema,
  /**
   * Length of `shard.whole`, which follows as JSON. It is the same in all shards of a run, so that
   * a reader of them all has to understand it once only.
   */
  wholeBytes: z.int().min(1).optional(),
});
export type BlobHead = z.infer<typeof blobHeadSchema>;

/** A line before each history, which follows as it is stored. */
export const blobHistorySchema = z.strictObject({
  target: z.string(),
  name: z.string(),
  attempt: z.int().min(1),
  bytes: z.int().min(0),
});
export type BlobHistory = z.infer<typeof blobHistorySchema>;

/** The last line. A blob without it was cut off. */
export const blobEndSchema = z.strictObject({ histories: z.int().min(0) });
export type BlobEnd = z.infer<typeof blobEndSchema>;

/** How a blob file ends, by which a folder of blobs is known. */
export const BLOB_ENDING = '.blob.zst';
