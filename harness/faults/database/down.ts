import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { onTokensGiven } from '../engine/save-meets.ts';
import { storedOf } from './stored-of.ts';

export const databaseDown = defineTargetFault({
  name: 'database/down',
  summary:
    'The database server is gone, with every connection to it; it is started again when healed.',
  actsOn: 'database',
  seenInTheWild: ['https://www.postgresql.org/docs/current/server-shutdown.html'],
  requires: ['database-server'],
  options: z.strictObject(
    momentOptions(
      ['now', 'refresh-received', 'refresh-answered', 'refresh-delivered'],
      'refresh-answered',
    ),
  ),
  async begin(context, moment) {
    const system = systemOf(context.client);
    const stored = async (): Promise<unknown> => {
      await using looking = await system.openDatabase();
      // Awaited here: the connection is closed when this returns.
      return await storedOf(looking, context.credentialId);
    };
    await atMoment(context, moment, async (struck) => {
      const before = await stored();
      if (moment.when !== 'refresh-delivered')
        onTokensGiven(context, struck, () =>
          context.met('new tokens came while Postgres was away'),
        );
      context.undo(async (signal) => {
        await system.start('postgres', signal);
        // The tokens were on the wire before it went, and may have been stored in that moment.
        if (moment.when === 'refresh-delivered' && (await stored()) === before)
          context.met('new tokens had come and were not stored when Postgres was back');
        await system.ready(signal);
      });
      await system.stop('postgres', context.signal);
    });
  },
});
