import { z } from 'zod';
import { HELD_EXCHANGES, type HeldExchange } from '../../../mock-provider/index.ts';
import { HOLD_MOMENTS, heldName, type HoldMoment } from '../../model/hold.ts';
import { defineStep } from '../define-step.ts';

const IN_WORDS: Readonly<Record<HoldMoment, string>> = {
  'before-commit': 'before the provider carries it out',
  'after-commit': 'after the provider has carried it out and before it answers',
  'on-the-wire': 'while its answer is on the wire',
  'after-save': 'after its tokens were stored and before they are used',
};

/** Moments at which an exchange of a kind can be held. */
export const holdMomentsOf = (what: HeldExchange): readonly HoldMoment[] =>
  what === 'refresh' || what === 'client-credentials'
    ? HOLD_MOMENTS
    : HOLD_MOMENTS.filter((at) => at !== 'after-save');

/**
 * Makes the provider hold the next exchange of a kind at a moment, until `release`. Executions that
 * are to meet it are begun with `begin`; whatever the plan does until the release happens at that
 * moment of the exchange, however long it takes.
 */
export const hold = defineStep(
  {
    name: 'hold',
    summary: 'Makes the provider hold the next exchange of a kind at a moment, until release.',
    schema: z.strictObject({
      what: z.enum(HELD_EXCHANGES),
      at: z.enum(HOLD_MOMENTS),
      credential: z.string().optional().describe('only of this credential; main without it'),
    }),
    words: ({ what, at, credential }) =>
      `hold the next ${heldName(what)}${credential === undefined ? '' : ` of ‘${credential}’`} ${IN_WORDS[at]}`,
    async run(context, { what, at, credential = 'main' }) {
      if (context.executions > 0 && (context.phase === 'steady' || context.phase === 'healed')) {
        await context.probeCredentials();
        context.enterPhase('during');
      }
      context.hold({ what, at, credential });
    },
  },
  (what: HeldExchange, options: { readonly at: HoldMoment; readonly credential?: string }) => ({
    do: 'hold',
    what,
    ...options,
  }),
);
