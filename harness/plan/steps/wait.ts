import { z } from 'zod';
import { toMs, waitSchema, type Duration } from '../../../mock-provider/index.ts';
import { defineStep } from '../define-step.ts';

/**
 * Does nothing for a while, in real time, and then reads the stored credentials: what a client
 * writes late, or writes back, is there by then.
 */
export const wait = defineStep(
  {
    name: 'wait',
    summary: 'Does nothing for a while, in real time, and then reads the stored credentials.',
    schema: z.strictObject({ for: waitSchema }),
    words: (step) => `wait for ${step.for}`,
    waitsMs: (step) => toMs(step.for),
    async run(context, step) {
      await context.wait(toMs(step.for));
      await context.probeCredentials();
    },
  },
  (time: Duration) => ({ do: 'wait', for: time }),
);
