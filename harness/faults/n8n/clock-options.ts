import { z } from 'zod';
import { durationSchema } from '../../../mock-provider/index.ts';

/** How far a clock is off. */
export const clockOptions = z.strictObject({
  by: durationSchema.default('2h').describe('how far the clock is off'),
});
