import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/** Lets the exchange go on that an earlier step has held. */
export const release = defineStep(
  {
    name: 'release',
    summary: 'Lets the exchange go on that hold has held.',
    schema: z.strictObject({}),
    words: () => 'let go what is held',
    run: async (context) => context.release(),
  },
  () => ({ do: 'release' }),
);
