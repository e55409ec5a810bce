import { z } from 'zod';

/** How much a witness told of a failure: its cause or what helps, or only that there is one. */
const WITNESS_LEVELS = ['named', 'showed'] as const;

/** What one witness showed of one failure. */
const sightingSchema = z.object({
  witness: z.string(),
  level: z
    .enum(WITNESS_LEVELS)
    .describe('named: it tells the cause or what helps; showed: only that something failed'),
  event: z.int().describe('number (n) of the event of the history that has it'),
  text: z.string().optional().describe('the beginning of what it showed'),
});

/** A failure of a scenario, and what monitoring showed of it. Failures that look alike are one. */
const witnessedFailureSchema = z.object({
  what: z.string().describe('what failed, as a sentence'),
  event: z.int().describe('number (n) of the event of the first one'),
  times: z.int().min(1),
  shown: z.array(sightingSchema).describe('a witness that is not here showed nothing'),
});

/** What the witnesses of one scenario showed, from which an operator may learn of a failure. */
export const witnessedSchema = z
  .object({
    witnesses: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        absent: z.string().optional().describe('why it was not there; missing when it was'),
        note: z.string().optional().describe('what kept it from showing more than it did'),
        falseAlarms: z
          .int()
          .optional()
          .describe('executions that did their work, of which it showed a failure; missing: none'),
      }),
    ),
    failures: z.array(witnessedFailureSchema),
  })
  .describe('what monitoring showed of each failure; missing where nothing failed or seemed to');

export type Sighting = z.infer<typeof sightingSchema>;
export type WitnessedFailure = z.infer<typeof witnessedFailureSchema>;
export type Witnessed = z.infer<typeof witnessedSchema>;
