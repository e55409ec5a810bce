import { z } from 'zod';
import { durationSchema, toMs } from '../../../mock-provider/index.ts';
import { PROVIDER_NAME } from '../../model/scenario.ts';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { troubleLookups } from '../engine/trouble-lookups.ts';

export const n8nSlowLookup = defineTargetFault({
  name: 'n8n/slow-lookup',
  summary:
    "n8n waits for the address of the provider's name, as when the first resolver does not answer.",
  actsOn: 'process',
  seenInTheWild: [
    'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
  ],
  requires: ['lookups'],
  options: z.strictObject({
    // What glibc waits for one resolver before it asks the next (resolv.conf(5), timeout).
    by: durationSchema.default('5s').describe('how long each look-up takes'),
  }),
  async begin(context, { by }) {
    await troubleLookups(context, { host: PROVIDER_NAME, delayMs: toMs(by) }, `took ${by}`);
  },
});
