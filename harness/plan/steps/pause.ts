import { z } from 'zod';
import { durationSchema, toMs } from '../../../mock-provider/index.ts';
import { defineStep } from '../define-step.ts';

/** Does nothing for a while; real time passes. */
export const pause = defineStep({
  name: 'pause',
  schema: z.strictObject({ for: durationSchema }),
  words: (step) => `do nothing for ${step.for}`,
  run: (context, step) => context.wait(toMs(step.for)),
});
