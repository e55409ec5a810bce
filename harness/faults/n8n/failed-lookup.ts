import { z } from 'zod';
import { PROVIDER_NAME } from '../../model/scenario.ts';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { troubleLookups } from '../engine/trouble-lookups.ts';

export const n8nFailedLookup = defineTargetFault({
  name: 'n8n/failed-lookup',
  summary:
    "n8n does not find the address of the provider's name: the resolver does not answer, or knows no such name.",
  actsOn: 'process',
  seenInTheWild: [
    'https://github.com/twentyhq/twenty/issues/11118',
    'https://github.com/estruyf/homebridge-presence-switch-msgraph/issues/5',
    'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html',
  ],
  requires: ['lookups'],
  options: z.strictObject({
    code: z
      .enum(['EAI_AGAIN', 'ENOTFOUND'])
      .default('EAI_AGAIN')
      .describe('EAI_AGAIN: no resolver answered; ENOTFOUND: there is no such name'),
    times: z.int().min(1).optional().describe('how many look-ups; without it all'),
  }),
  async begin(context, { code, times }) {
    const trouble = { host: PROVIDER_NAME, fails: code, times };
    await troubleLookups(context, trouble, `failed with ${code}`);
  },
});
