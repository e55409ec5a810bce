import { z } from 'zod';
import { policyShape, type PolicyInput } from '../../../mock-provider/index.ts';
import type { Written } from '../../model/written.ts';
import { defineStep } from '../define-step.ts';
import { optionList } from './option-list.ts';

type Change = Written<PolicyInput>;

const schema = z.strictObject({
  // Only what is written changes, so nothing is filled in here.
  to: policyShape as unknown as z.ZodType<Change>,
});

/** Changes settings of the provider's policy, as a provider does over night. */
export const changePolicy = defineStep(
  {
    name: 'change-policy',
    summary: "Changes settings of the provider's policy, as a provider does over night.",
    schema,
    words: ({ to }) => `change the provider's policy${optionList(to)}`,
    async run(context, { to }) {
      if (context.executions > 0 && (context.phase === 'steady' || context.phase === 'healed')) {
        await context.probeCredentials();
        context.enterPhase('during');
      }
      // A plan is read-only, a policy as it is written is not; nobody changes either.
      context.changePolicy(to as PolicyInput);
    },
  },
  (to: Change) => ({ do: 'change-policy', to }),
);
