import { z } from 'zod';
import { toMs, waitSchema } from '../../../mock-provider/index.ts';
import { wait as pause } from '../wait.ts';
import { defineRemedy } from './define-remedy.ts';

/** Leaves everything as it is for a while, as whoever hopes that it passes. */
export const wait = defineRemedy({
  name: 'wait',
  act: 'leave it alone for a while, and let it run again',
  options: z.strictObject({ for: waitSchema.optional() }),
  apply: (run, { for: time = '5s' }) => pause(run, toMs(time)),
});
