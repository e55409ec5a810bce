import { z } from 'zod';
import { faults, type FaultDefinition } from '../../../mock-provider/index.ts';
import { targetFaults } from '../../faults/index.ts';
import { defineStep } from '../define-step.ts';
import type { AnyFaultName } from '../step-context.ts';

/**
 * The schema of `heal`.
 * @param own faults of the user's own
 */
export const healSchema = (own: readonly FaultDefinition[] = []) => {
  const names = [...faults, ...targetFaults, ...own].map(({ name }) => name as AnyFaultName);
  return z.strictObject({ fault: z.enum(names).optional() });
};

/** Heals all faults, or those with the given name. What a fault has destroyed stays destroyed. */
export const heal = defineStep(
  {
    name: 'heal',
    summary: 'Heals all faults, or those of a name; what a fault has destroyed stays destroyed.',
    schema: healSchema(),
    words: ({ fault }) => `heal ${fault ?? 'every fault'}`,
    async run(context, { fault }) {
      await context.probeCredentials();
      await context.heal(fault);
      if (context.faultsInForce === 0) context.enterPhase('healed');
    },
  },
  (fault?: AnyFaultName) => (fault === undefined ? { do: 'heal' } : { do: 'heal', fault }),
);
