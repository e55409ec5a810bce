import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { actingOptions, operatorActs } from './meanwhile.ts';

export const operatorDisconnects = defineTargetFault({
  name: 'operator/disconnects',
  summary: 'An operator disconnects the account from the credential while n8n refreshes it.',
  actsOn: 'credential',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc7009#section-1'],
  requires: ['stored-credential', 'disconnect'],
  options: z.strictObject(actingOptions),
  begin: (context, options) =>
    operatorActs(context, options, {
      act: () => context.operator.disconnect(),
      did: 'an operator disconnected the credential',
    }),
});
