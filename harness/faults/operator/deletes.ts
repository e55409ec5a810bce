import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { actingOptions, operatorActs } from './meanwhile.ts';

export const operatorDeletes = defineTargetFault({
  name: 'operator/deletes',
  summary: 'An operator deletes the credential while n8n refreshes it.',
  actsOn: 'credential',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc7009#section-1'],
  requires: ['stored-credential'],
  options: z.strictObject(actingOptions),
  begin: (context, options) =>
    operatorActs(context, options, {
      act: () => context.operator.deleteCredential(),
      did: 'an operator deleted the credential',
    }),
});
