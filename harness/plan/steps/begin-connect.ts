import { z } from 'zod';
import { defineStep } from '../define-step.ts';

const schema = z.strictObject({
  credential: z.string().optional(),
  as: z.string().min(1).optional().describe('what `finish-connect` names it by; default: main'),
  mayFail: z.boolean().optional(),
});

/**
 * Begins to connect a credential: the user is sent to the provider, and consents. He comes back
 * with the step `finish-connect` of the same name.
 */
export const beginConnect = defineStep(
  {
    name: 'begin-connect',
    summary:
      'Sends a user to the provider to connect a credential; finish-connect brings him back.',
    schema,
    words: ({ credential, as }) =>
      `begin to connect the credential${credential === undefined ? '' : ` ‘${credential}’`}${as === undefined ? '' : `, as ‘${as}’`}`,
    run: (context, { credential = 'main', as = 'main', mayFail = false }) =>
      context.beginConnect(credential, { as, mayFail }),
  },
  (credential = 'main', options: { readonly as?: string; readonly mayFail?: boolean } = {}) => ({
    do: 'begin-connect',
    credential,
    ...options,
  }),
);
