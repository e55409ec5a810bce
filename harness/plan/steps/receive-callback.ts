import { z } from 'zod';
import { defineStep } from '../define-step.ts';

const KINDS = {
  forged: 'forged callback',
  stateless: 'callback without a state',
  replayed: 'callback that was used before',
  sessionless: 'callback from a browser that is not logged in',
  'logged-out': 'callback from the browser that began, and is logged out by now',
} as const;

/** Sends the client a callback of the authorization endpoint that no ordinary user brings. */
export const receiveCallback = defineStep(
  {
    name: 'receive-callback',
    summary: 'Sends n8n a callback that no ordinary user brings.',
    schema: z.strictObject({
      kind: z.enum(['forged', 'stateless', 'replayed', 'sessionless', 'logged-out']),
      credential: z.string().optional(),
    }),
    words: ({ kind, credential }) =>
      `send the client a ${KINDS[kind]}${credential === undefined ? '' : ` for the credential ‘${credential}’`}`,
    run: (context, { kind, credential = 'main' }) => context.receiveCallback(credential, kind),
  },
  (kind: keyof typeof KINDS, credential = 'main') => ({
    do: 'receive-callback',
    kind,
    credential,
  }),
);
