import { z } from 'zod';
import type { OlderVersion } from '../../model/target.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { exchangeProcesses, exchangeVersion } from '../engine/exchange-version.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';
import { ownProcesses } from '../engine/own-processes.ts';

const { when } = momentOptions(
  ['now', 'refresh-received', 'refresh-answered', 'refresh-delivered'],
  'now',
);

export const n8nUpgraded = defineTargetFault({
  name: 'n8n/upgraded',
  summary:
    'n8n is exchanged for the version under test, on the same data: the scenario begins on an older version, whose data the new one migrates. Healing upgrades what was left as it was, and takes nothing back.',
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
    processes: z
      .enum(['all', 'main'])
      .default('all')
      .describe('main: the main process alone; the workers follow when it is healed'),
    when,
  }),
  requiresWith: ({ processes }) => (processes === 'main' ? ['workers'] : []),
  beginsOn: ({ from }): OlderVersion => from,
  async begin(context, { end, processes, ...moment }) {
    await atMoment(context, moment, async (struck) => {
      const exchange = { to: 'newer', data: 'left', end } as const;
      if (processes === 'main') {
        const system = systemOf(context.client);
        const workers = ownProcesses(system).filter((name) => name !== 'main');
        context.undo((limit) =>
          exchangeProcesses(system, { ...exchange, processes: workers }, limit),
        );
      }
      const done = await exchangeVersion(
        context,
        processes === 'main' ? { ...exchange, processes: ['main'] } : exchange,
        struck,
      );
      context.met(`${done} while ${momentText(struck)}`);
    });
  },
});
