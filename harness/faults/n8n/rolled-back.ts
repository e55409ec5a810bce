import { z } from 'zod';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { exchangeVersion } from '../engine/exchange-version.ts';

export const n8nRolledBack = defineTargetFault({
  name: 'n8n/rolled-back',
  summary:
    'An upgrade is taken back: the older version is started again, on the copy of the data that was made before the upgrade or on what the newer one left. Healing changes nothing.',
  actsOn: 'process',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/installation/updating/',
    'https://docs.n8n.io/2-0-breaking-changes/',
  ],
  requires: ['kill', 'other-version'],
  options: z.strictObject({
    data: z
      .enum(['copy', 'left'])
      .default('copy')
      .describe(
        'copy: the data as they were before the upgrade; left: as the newer version left them',
      ),
    end: z
      .enum(['stopped', 'killed'])
      .default('stopped')
      .describe('how the newer version ends: asked to, or without warning'),
  }),
  async begin(context, options) {
    context.met(await exchangeVersion(context, { to: 'older', ...options }));
  },
});
