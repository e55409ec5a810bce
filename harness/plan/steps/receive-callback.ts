import { z } from 'zod';
import { defineStep } from '../define-step.ts';

/** Sends the client a callback of the authorization endpoint that it must refuse. */
export const receiveCallback = defineStep(
  {
    name: 'receive-callback',
    schema: z.strictObject({
      kind: z.enum(['forged', 'replayed']),
      credential: z.string().optional(),
    }),
    words: ({ kind, credential }) =>
      `send the client a ${kind === 'forged' ? 'forged callback' : 'callback that was used before'}${credential === undefined ? '' : ` for the credential ‘${credential}’`}`,
    run: (context, { kind, credential = 'main' }) => context.receiveCallback(credential, kind),
  },
  (kind: 'forged' | 'replayed', credential = 'main') => ({
    do: 'receive-callback',
    kind,
    credential,
  }),
);
