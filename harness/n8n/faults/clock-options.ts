import { z } from 'zod';
import { durationSchema } from '../../plan/duration-schema.ts';

/** How far a clock is off. */
export const clockOptions = z.strictObject({
  by: durationSchema.default('2h').describe('how far the clock is off'),
});
