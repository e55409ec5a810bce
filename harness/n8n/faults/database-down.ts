import { z } from 'zod';
import { defineTargetFault, systemOf } from './define-target-fault.ts';
import { atMoment, momentText, whenSchema } from './moment.ts';

export const databaseDown = defineTargetFault({
  name: 'database/down',
  summary: 'The database server is gone, with every connection to it; it is started again when healed.',
  surface: 'database',
  seenInTheWild: ['https://www.postgresql.org/docs/current/server-shutdown.html'],
  requires: ['database-server'],
  options: z.strictObject({ when: whenSchema.exclude(['now']).default('refresh-answered') }),
  async begin(context, { when }) {
    const system = systemOf(context.client);
    await atMoment(context, when, async () => {
      context.undo((signal) => system.start('postgres', signal));
      await system.stop('postgres', context.signal);
      context.met(`Postgres went while ${momentText(when)}`);
    });
  },
});
