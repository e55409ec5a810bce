import { z } from 'zod';
import type { Checker } from './checker.ts';
import type { TargetResult } from './results.ts';

/**
 * The schema of a baseline: the known failures of one n8n version. A failed scenario counts as
 * known only when the baseline lists every checker that it violates.
 * @param checkers those there are; no other name is one
 */
export const baselineSchema = (checkers: readonly Pick<Checker, 'name'>[]) =>
  z.strictObject({
    n8n: z.string().describe('exact version'),
    known: z.array(
      z.strictObject({
        scenario: z.string(),
        violates: z
          .array(z.enum(checkers.map(({ name }) => name)))
          .min(1)
          .describe('checkers known to be violated; any other violation is unexpected'),
        topologies: z
          .array(z.enum(['single', 'postgres', 'queue']))
          .min(1)
          .optional()
          .describe('where it fails; everywhere without'),
        reason: z.string().min(20),
        link: z.url().optional(),
      }),
    ),
  });

export type Baseline = z.infer<ReturnType<typeof baselineSchema>>;

/**
 * The entries of a baseline that apply to a topology: those without `topologies`, and those that
 * list it.
 */
export const baselineOn = (baseline: Baseline, topology: TargetResult['topology']): Baseline => ({
  ...baseline,
  known: baseline.known.filter(
    ({ topologies }) => topologies === undefined || topologies.some((one) => one === topology),
  ),
});
