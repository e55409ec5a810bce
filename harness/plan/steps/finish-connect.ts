import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/** Lets the user come back whom the step `begin-connect` of the same name has sent away. */
export const finishConnect = defineStep(
  {
    name: 'finish-connect',
    summary: 'Lets the user come back whom begin-connect has sent away.',
    schema: z.strictObject({ as: z.string().min(1).optional() }),
    words: ({ as }) =>
      `let the user come back who began to connect${as === undefined ? '' : ` as ‘${as}’`}`,
    run: (context, { as = 'main' }) => context.finishConnect(as),
  },
  (as = 'main') => ({ do: 'finish-connect', as }),
);
