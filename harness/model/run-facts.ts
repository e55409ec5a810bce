import { z } from 'zod';

export const exitCodeSchema = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(64),
  z.literal(70),
  z.literal(75),
  z.literal(130),
]);

/** Why a run ended before all that was planned had run. */
export const stoppedSchema = z.object({
  by: z
    .enum(['interruption', 'target', 'bail', 'error', 'merge'])
    .describe('merge: the shards that were merged are not the whole'),
  message: z.string(),
  exitCode: exitCodeSchema,
});

/** What the user chose about the exit code of a run; judging it again keeps to it. */
export const rulesSchema = z.object({
  strict: z.boolean().describe('an invariant that nobody looked at counts as undecided'),
  allowFixed: z
    .boolean()
    .describe('a listed failure that no longer happens does not make the run a failure'),
});

export const runSchema = z.object({
  id: z.string(),
  seed: z.int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso
    .datetime()
    .optional()
    .describe('missing while the run goes on, and when it was cut off'),
  harness: z.string().describe('version of this harness'),
  config: z
    .string()
    .optional()
    .describe(
      'path of the configuration that was read, from the folder where the run was started; missing without one, and in runs of older harnesses',
    ),
  image: z
    .string()
    .optional()
    .describe('container image in which the harness ran; missing outside of one'),
  rules: rulesSchema.optional(),
  stopped: stoppedSchema.optional().describe('missing when the run came to its planned end'),
  merged: z
    .array(z.string())
    .optional()
    .describe(
      'ids of the runs that were merged into this one; its times are those of all together',
    ),
});
