import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';

export const databaseDown = defineTargetFault({
  name: 'database/down',
  summary:
    'The database server is gone, with every connection to it; it is started again when healed.',
  actsOn: 'database',
  seenInTheWild: ['https://www.postgresql.org/docs/current/server-shutdown.html'],
  requires: ['database-server'],
  options: z.strictObject(
    momentOptions(
      ['refresh-received', 'refresh-answered', 'refresh-delivered'],
      'refresh-answered',
    ),
  ),
  async begin(context, moment) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async () => {
      context.undo(async (signal) => {
        await system.start('postgres', signal);
        await system.ready(signal);
      });
      await system.stop('postgres', context.signal);
      context.met(`Postgres went while ${momentText(moment.when)}`);
    });
  },
});
