import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { actingOptions, operatorActs } from './meanwhile.ts';

export const operatorEditsTokenUrl = defineTargetFault({
  name: 'operator/edits-token-url',
  summary: 'An operator puts a token URL into the credential at which the provider has nothing.',
  actsOn: 'credential',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.2'],
  requires: ['stored-credential'],
  options: z.strictObject({
    mistyped: z
      .string()
      .min(1)
      .default('s')
      .describe('what stands behind the right address by mistake'),
    ...actingOptions,
  }),
  begin: (context, { mistyped, ...options }) =>
    operatorActs(context, options, {
      act: () => context.operator.mistypeTokenUrl(mistyped),
      did: 'an operator changed the token URL in the credential',
    }),
});
