import { z } from 'zod';
import type { OlderVersion } from '../../model/target.ts';
import { defineTargetFault } from '../engine/define-target-fault.ts';
import { exchangeVersion } from '../engine/exchange-version.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';

const { when } = momentOptions(
  ['now', 'refresh-received', 'refresh-answered', 'refresh-delivered'],
  'now',
);

export const n8nUpgraded = defineTargetFault({
  name: 'n8n/upgraded',
  summary:
    'n8n is exchanged for the version under test, on the same data: the scenario begins on an older version, whose data the new one migrates. Healing changes nothing.',
  actsOn: 'process',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/installation/updating/',
    'https://docs.n8n.io/2-0-breaking-changes/',
  ],
  requires: ['kill', 'other-version'],
  options: z.strictObject({
    from: z
      .union([
        z.enum(['older-major', 'older-minor']),
        z.templateLiteral([z.int(), '.', z.int(), '.', z.int()]),
      ])
      .default('older-minor')
      .describe(
        'the version on which the scenario begins: the newest with a baseline of an older major or minor version, or an exact one',
      ),
    end: z
      .enum(['stopped', 'killed'])
      .default('stopped')
      .describe('how the older version ends: asked to, or without warning'),
    when,
  }),
  beginsOn: ({ from }): OlderVersion => from,
  async begin(context, { end, ...moment }) {
    await atMoment(context, moment, async (struck) => {
      const done = await exchangeVersion(context, 'newer', { data: 'left', end, struck });
      context.met(`${done} while ${momentText(struck)}`);
    });
  },
});
