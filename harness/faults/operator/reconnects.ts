import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { actingOptions, operatorActs } from './meanwhile.ts';

export const operatorReconnects = defineTargetFault({
  name: 'operator/reconnects',
  summary: 'An operator connects the credential again while n8n refreshes it.',
  actsOn: 'credential',
  seenInTheWild: ['https://github.com/hegsie/gitnado/pull/400'],
  requires: ['stored-credential'],
  options: z.strictObject(actingOptions),
  begin: (context, options) =>
    operatorActs(context, options, {
      act: () => context.operator.reconnect(),
      did: 'an operator connected the credential again',
    }),
});
