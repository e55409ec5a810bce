import { z } from 'zod';
import { isDuration } from './duration.ts';

/**
 * A duration as text: a number and a unit. A bare number is refused, because nobody knows its unit.
 */
export const durationSchema = z
  .templateLiteral([z.number().nonnegative(), z.enum(['ms', 's', 'm', 'h', 'd', 'y'])], {
    error: (issue) =>
      `${JSON.stringify(issue.input)} is not a duration; write a number and a unit, for example '30s', '10m' or '1h'`,
  })
  .refine(
    isDuration,
    "is not a duration; write a number and a unit, for example '30s', '10m' or '1h'",
  )
  .describe("a number and a unit: '250ms', '30s', '10m', '1h', '90d', '1y'");
