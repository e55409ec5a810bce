import { z } from 'zod';
import { waitSchema, toMs } from '../../../mock-provider/index.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { metBySave } from '../engine/save-meets.ts';
import { quoted } from './quoted.ts';

const NAME = 'oauth_chaos_slow';

export const databaseSlow = defineTargetFault({
  name: 'database/slow',
  summary: 'Every change of a credential takes long: a loaded server, a slow disk.',
  actsOn: 'database',
  seenInTheWild: ['https://www.postgresql.org/docs/current/monitoring-stats.html'],
  requires: ['database', 'database-server'],
  options: z.strictObject({
    by: waitSchema.default('5s').describe('how long a change takes'),
    ...momentOptions(['now', 'refresh-received', 'refresh-answered'], 'now'),
  }),
  async begin(context, { by, ...moment }) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async () => {
      await using database = await system.openDatabase();
      context.undo(async () => {
        await using later = await system.openDatabase();
        await later.run(`DROP FUNCTION IF EXISTS ${NAME}() CASCADE`);
        await later.run(`DROP SEQUENCE IF EXISTS ${NAME}_met`);
      });
      // A sequence is outside every transaction, so it shows the save before that has ended.
      await database.run(`CREATE SEQUENCE ${NAME}_met`);
      await database.run(
        `CREATE FUNCTION ${NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = '${quoted(context.credentialId)}' THEN PERFORM nextval('${NAME}_met'); END IF; PERFORM pg_sleep(${toMs(by) / 1_000}); RETURN NEW; END $$`,
      );
      await database.run(
        `CREATE TRIGGER ${NAME} BEFORE UPDATE ON credentials_entity FOR EACH ROW EXECUTE FUNCTION ${NAME}()`,
      );
      metBySave(
        context,
        async () => {
          await using looking = await system.openDatabase();
          return (await looking.run(`SELECT 1 FROM ${NAME}_met WHERE is_called`)).length > 0;
        },
        'a change of the credential took long',
      );
    });
  },
});
