import { z } from 'zod';
import { faults } from '../../../mock-provider/index.ts';
import { targetFaults } from '../../faults/index.ts';
import { defineStep } from '../define-step.ts';
import type { AnyFaultName } from '../step-context.ts';

const faultName = z.enum([...faults, ...targetFaults].map(({ name }) => name));

/** Heals all faults, or those with the given name. What a fault has destroyed stays destroyed. */
export const heal = defineStep(
  {
    name: 'heal',
    summary: 'Heals all faults, or those of a name; what a fault has destroyed stays destroyed.',
    schema: z.strictObject({ fault: faultName.optional() }),
    words: ({ fault }) => `heal ${fault ?? 'every fault'}`,
    async run(context, { fault }) {
      await context.probeCredentials();
      await context.heal(fault);
      if (context.faultsInForce === 0) context.enterPhase('healed');
    },
  },
  (fault?: AnyFaultName) => (fault === undefined ? { do: 'heal' } : { do: 'heal', fault }),
);
