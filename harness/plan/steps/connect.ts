import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/**
 * Connects a credential at this point of the plan instead of before it. With `mayFail` it is
 * connected before, too, and the plan goes on when it is refused here. With `beside` another one is
 * connected at the same time: both users are away before the first one comes back.
 */
export const connect = defineStep(
  {
    name: 'connect',
    schema: z.strictObject({
      credential: z.string().optional(),
      mayFail: z.boolean().optional(),
      beside: z.string().optional(),
    }),
    words: ({ credential, mayFail, beside }) =>
      `${mayFail === true ? 'try to connect' : 'connect'} the credential${credential === undefined ? '' : ` ‘${credential}’`}${beside === undefined ? '' : `, and ‘${beside}’ before its user is back`}`,
    run: (context, { credential = 'main', mayFail = false, beside }) =>
      beside === undefined
        ? context.connect(credential, { mayFail })
        : context.connectBeside(credential, beside),
  },
  (
    credential = 'main',
    options: { readonly mayFail?: boolean; readonly beside?: string } = {},
  ) => ({
    do: 'connect',
    credential,
    ...options,
  }),
);
