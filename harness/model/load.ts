import { z } from 'zod';
import { latencySchema } from './events/load-events.ts';

const count = z.int().min(0);

const expirySchema = z.object({
  atMs: z.number().describe('first refusal at the API, from the beginning of the load'),
  refreshes: count.describe('refresh requests until the next expiry'),
  failedCalls: count.describe('calls that failed until the next expiry'),
  fullAfterMs: z
    .number()
    .nullable()
    .optional()
    .describe(
      'until as many calls succeeded as before; null: never again; missing: the load ended too soon after it',
    ),
});

const thresholdSchema = z.object({
  metric: z.string(),
  expression: z.string().describe("in k6's syntax"),
  observed: z.number().optional().describe('missing when it was never measured, or is infinite'),
  verdict: z.enum(['held', 'broken', 'unknown']),
});

const bucketSchema = z.object({
  atMs: z.number(),
  made: count,
  ok: count,
  failed: count,
  latencyMs: latencySchema.optional(),
  accepted: count,
  refused: count,
  tokenRequests: count,
  refreshed: count,
});

/** What came of a load: numbers, curves and thresholds. It follows from the history. */
export const loadResultSchema = z.object({
  generator: z.object({ name: z.string(), version: z.string().optional() }),
  rate: z.number().describe('calls per second that were to be made'),
  durationMs: z.number(),
  bucketMs: z.number(),
  ended: z.enum(['completed', 'died', 'cut-off']),
  calls: z.object({ planned: count, made: count, ok: count, failed: count, dropped: count }),
  latencyMs: latencySchema.optional(),
  tokenRequests: count,
  tokenRequestsPer1000Calls: z.number().optional(),
  expiries: z.array(expirySchema),
  happened: z.array(z.object({ atMs: z.number(), words: z.string() })),
  thresholds: z.array(thresholdSchema),
  buckets: z.array(bucketSchema),
  sampling: z.object({
    every: z.int(),
    most: z.int(),
    leftOut: z.object({ accepted: count, refused: count, token: count }),
  }),
  cpu: z.object({ ownMs: z.number(), generatorMs: z.number() }).partial(),
});

export type LoadResult = z.output<typeof loadResultSchema>;
export type LoadBucket = LoadResult['buckets'][number];
export type LoadExpiry = LoadResult['expiries'][number];
