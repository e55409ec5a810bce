import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { actingOptions, operatorActs } from './meanwhile.ts';

export const operatorEditsScope = defineTargetFault({
  name: 'operator/edits-scope',
  summary: 'An operator changes the scope in the credential, and its name, while n8n refreshes it.',
  actsOn: 'credential',
  seenInTheWild: ['https://github.com/n8n-io/n8n/pull/17135'],
  requires: ['stored-credential'],
  options: z.strictObject({
    scope: z.string().min(1).default('read').describe('what the operator types'),
    name: z.string().min(1).optional().describe('the new name; without it the name stays'),
    ...actingOptions,
  }),
  begin: (context, { scope, name, ...options }) =>
    operatorActs(context, options, {
      async act() {
        await context.operator.editScope(scope);
        if (name !== undefined) await context.operator.rename(name);
      },
      did: `an operator changed the scope in the credential${name === undefined ? '' : ', and its name,'}`,
    }),
});
