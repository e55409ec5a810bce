import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/**
 * Connects a credential at this point of the plan instead of before it. With `mayFail` it is
 * connected before, too, and the plan goes on when it is refused here.
 */
export const connect = defineStep(
  {
    name: 'connect',
    schema: z.strictObject({
      credential: z.string().optional(),
      mayFail: z.boolean().optional(),
    }),
    words: ({ credential, mayFail }) =>
      `${mayFail === true ? 'try to connect' : 'connect'} the credential${credential === undefined ? '' : ` ‘${credential}’`}`,
    run: (context, { credential = 'main', mayFail = false }) =>
      context.connect(credential, { mayFail }),
  },
  (credential = 'main', options: { readonly mayFail?: boolean } = {}) => ({
    do: 'connect',
    credential,
    ...options,
  }),
);
