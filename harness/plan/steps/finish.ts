import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/** Waits until everything has ended that was begun and not waited for. */
export const finish = defineStep(
  {
    name: 'finish',
    summary: 'Waits until everything has ended that was begun.',
    schema: z.strictObject({}),
    words: () => 'wait for what was begun',
    run: (context) => context.finish(),
  },
  () => ({ do: 'finish' }),
);
