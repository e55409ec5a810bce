import { z } from 'zod';

/** Shapes that several events share. */

export const strings = z.array(z.string());

/** An object whose fields another schema describes. */
export const facts = z.record(z.string(), z.unknown());

export const tokenRefSchema = z
  .object({
    kind: z.enum(['access', 'refresh']),
    family: z.string(),
    generation: z.int().min(1),
    fingerprint: z.string(),
  })
  .describe('names a token without revealing it');

export const phaseSchema = z
  .enum(['steady', 'during', 'healed', 'remedied'])
  .describe(
    'where in the plan: before the first fault, while a fault is in force, after healing, after a remedy',
  );

/**
 * Makes the schema of one event type: the number and the time that every event has, then its own
 * fields.
 */
export const event = <const T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.object({
    n: z.int().min(1).describe('number of the event, from 1, no gaps'),
    at: z.number().describe('milliseconds since this scenario began'),
    type: z.literal(type),
    ...shape,
  });
