import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { actingOptions, operatorActs } from './meanwhile.ts';

export const operatorEditsScope = defineTargetFault({
  name: 'operator/edits-scope',
  summary: 'An operator changes the scope in the credential while n8n refreshes it.',
  actsOn: 'credential',
  seenInTheWild: ['https://github.com/n8n-io/n8n/pull/17135'],
  requires: ['stored-credential'],
  options: z.strictObject({
    scope: z.string().min(1).default('read').describe('what the operator types'),
    ...actingOptions,
  }),
  begin: (context, { scope, ...options }) =>
    operatorActs(context, options, {
      act: () => context.operator.editScope(scope),
      did: 'an operator changed the scope in the credential',
    }),
});
