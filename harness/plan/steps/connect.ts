import { z } from 'zod';
import { toMs, waitSchema, type Duration } from '../../../mock-provider/index.ts';
import { defineStep } from '../define-step.ts';

/**
 * Connects a credential at this point of the plan instead of before it. With `mayFail` it is
 * connected before, too, and the plan goes on when it is refused here. With `beside` another one is
 * connected at the same time: both users are away before the first one comes back. `away` is how
 * long a user is at the provider at least, in real time: he signs in and reads what he is asked.
 */
export const connect = defineStep(
  {
    name: 'connect',
    summary: 'Connects a credential at this point of the plan.',
    schema: z.strictObject({
      credential: z.string().optional(),
      mayFail: z.boolean().optional(),
      beside: z.string().optional(),
      away: waitSchema.optional(),
    }),
    words: ({ credential, mayFail, beside, away }) =>
      [
        mayFail === true ? 'try to connect' : 'connect',
        ' the credential',
        credential === undefined ? '' : ` ‘${credential}’`,
        beside === undefined ? '' : `, and ‘${beside}’ before its user is back`,
        away === undefined ? '' : `, with users who are away for ${away}`,
      ].join(''),
    run: (context, { credential = 'main', mayFail = false, beside, away = '0s' }) =>
      beside === undefined
        ? context.connect(credential, { mayFail, awayMs: toMs(away) })
        : context.connectBeside(credential, beside, toMs(away)),
  },
  (
    credential = 'main',
    options: {
      readonly mayFail?: boolean;
      readonly beside?: string;
      readonly away?: Duration;
    } = {},
  ) => ({
    do: 'connect',
    credential,
    ...options,
  }),
);
