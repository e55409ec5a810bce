import { z } from 'zod';
import { durationSchema, toMs } from '../../../mock-provider/index.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { metAtSave } from '../engine/refresh-meets.ts';

const NAME = 'oauth_chaos_slow';

export const databaseSlow = defineTargetFault({
  name: 'database/slow',
  summary: 'Every change of a credential takes long: a loaded server, a slow disk.',
  actsOn: 'database',
  seenInTheWild: ['https://www.postgresql.org/docs/current/monitoring-stats.html'],
  requires: ['database', 'database-server'],
  options: z.strictObject({
    by: durationSchema.default('5s').describe('how long a change takes'),
    ...momentOptions(['now', 'refresh-received', 'refresh-answered'], 'now'),
  }),
  async begin(context, { by, ...moment }) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async () => {
      await using database = await system.openDatabase();
      context.undo(async () => {
        await using later = await system.openDatabase();
        await later.run(`DROP FUNCTION IF EXISTS ${NAME}() CASCADE`);
      });
      await database.run(
        `CREATE FUNCTION ${NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(${toMs(by) / 1_000}); RETURN NEW; END $$`,
      );
      await database.run(
        `CREATE TRIGGER ${NAME} BEFORE UPDATE ON credentials_entity FOR EACH ROW EXECUTE FUNCTION ${NAME}()`,
      );
      metAtSave(context, moment.when, {
        struckBeforeAnswer: 'the database became slow',
        during: 'the database was slow',
      });
    });
  },
});
