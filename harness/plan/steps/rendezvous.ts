import { z } from 'zod';
import { waitSchema, toMs } from '../../../mock-provider/index.ts';
import { defineStep, type StepOf } from '../define-step.ts';

const WITHIN_MS = 20_000;

const schema = z.strictObject({
  requests: z.int().min(2).max(200),
  at: z.enum(['resource', 'token']).optional(),
  within: waitSchema.optional(),
});

/**
 * Makes the provider hold the next requests that it refuses until `requests` of them wait together.
 * The race between them then happens in every run.
 */
export const rendezvous = defineStep(
  {
    name: 'rendezvous',
    summary: 'Makes the provider hold requests that it refuses until so many wait together.',
    schema,
    words({ requests, at, within }) {
      const where = at === 'token' ? 'at the token endpoint' : 'refused at the API';
      return `hold requests until ${requests} stand together ${where}${within === undefined ? '' : `, ${within} at most`}`;
    },
    async run(context, { requests, at = 'resource', within }) {
      context.armGate({
        at,
        requests,
        withinMs: within === undefined ? WITHIN_MS : toMs(within),
      });
    },
  },
  (requests: number, options: Pick<StepOf<'rendezvous', typeof schema>, 'at' | 'within'> = {}) => ({
    do: 'rendezvous',
    requests,
    ...options,
  }),
);
