import { z } from 'zod';
import { durationSchema, toMs, type Duration } from '../../../mock-provider/index.ts';
import { defineStep } from '../define-step.ts';

/** Moves the provider's virtual clock forward, without waiting in real time. */
export const advance = defineStep(
  {
    name: 'advance',
    summary: "Moves the provider's clock forward, without waiting.",
    schema: z.strictObject({ by: durationSchema }),
    words: ({ by }) => `move the provider's clock forward by ${by}`,
    run: async (context, { by }) => context.advanceClock(toMs(by)),
  },
  (by: Duration) => ({ do: 'advance', by }),
);
