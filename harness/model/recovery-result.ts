import { z } from 'zod';
import { RECOVERIES } from './scenario.ts';

/** What one remedy of a ladder gave. */
const RUNG_GAVE = [
  'worked',
  'until the next expiry',
  'nothing',
  'failed',
  'skipped',
  'not needed',
] as const;

const rungSchema = z.object({
  remedy: z.string(),
  act: z.string().describe('what the operator does, in words'),
  gave: z
    .enum(RUNG_GAVE)
    .describe(
      'failed: it could not be carried out; skipped: it was not tried, as `because` tells; not needed: a lighter one had worked',
    ),
  because: z.string().optional(),
});

/** How the client recovered, in the result of a scenario. */
export const recoveryResultSchema = z.object({
  expected: z.enum(RECOVERIES),
  observed: z.enum([...RECOVERIES, 'unknown']),
  remedy: z.string().optional(),
  act: z.string().optional().describe('what the operator did, in words'),
  afterMs: z.number().optional(),
  rungs: z
    .array(rungSchema)
    .optional()
    .describe(
      'what each remedy gave, the lightest first; only where a scenario tries them in turn, and something needed one',
    ),
});

/** A remedy of the ladder that a scenario climbed. */
export type Rung = z.infer<typeof rungSchema>;
