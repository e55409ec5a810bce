import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';

export const n8nDummy = defineTargetFault({
  name: 'n8n/dummy',
  summary: 'n8n is looked at, and nothing is done to it.',
  surface: 'process',
  seenInTheWild: ['https://docs.n8n.io/'],
  requires: [],
  options: z.strictObject({}),
  async begin(context) {
    context.met('n8n was looked at');
  },
});
