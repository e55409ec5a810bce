import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/** Connects a credential at this point of the plan instead of before it. */
export const connect = defineStep(
  {
    name: 'connect',
    schema: z.strictObject({ credential: z.string().optional() }),
    words: ({ credential }) =>
      `connect the credential${credential === undefined ? '' : ` ‘${credential}’`}`,
    run: (context, { credential = 'main' }) => context.connect(credential),
  },
  (credential = 'main') => ({ do: 'connect', credential }),
);
