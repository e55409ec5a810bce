import { z } from 'zod';
import type { DatabaseSession } from '../../model/system.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { metAtSave } from '../engine/refresh-meets.ts';

const NAME = 'oauth_chaos_read_only';

/**
 * SQL that makes every change of a credential fail, as on a read-only replica or a full disk, and
 * SQL that ends this.
 */
const REFUSE: Readonly<Record<DatabaseSession['dialect'], readonly string[]>> = {
  sqlite: [
    `CREATE TRIGGER ${NAME} BEFORE UPDATE ON credentials_entity BEGIN SELECT RAISE(FAIL, 'attempt to write a readonly database'); END`,
  ],
  postgres: [
    `CREATE FUNCTION ${NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cannot execute UPDATE in a read-only transaction' USING ERRCODE = '25006'; END $$`,
    `CREATE TRIGGER ${NAME} BEFORE UPDATE ON credentials_entity FOR EACH ROW EXECUTE FUNCTION ${NAME}()`,
  ],
};
const ALLOW: Readonly<Record<DatabaseSession['dialect'], readonly string[]>> = {
  sqlite: [`DROP TRIGGER IF EXISTS ${NAME}`],
  postgres: [`DROP FUNCTION IF EXISTS ${NAME}() CASCADE`],
};

export const databaseReadOnly = defineTargetFault({
  name: 'database/read-only',
  summary: 'The database refuses to change credentials: a replica after a fail-over, a full disk.',
  actsOn: 'database',
  seenInTheWild: [
    'https://www.sqlite.org/rescode.html#readonly',
    'https://www.postgresql.org/docs/current/hot-standby.html',
  ],
  requires: ['database'],
  options: z.strictObject(momentOptions(['now', 'refresh-received', 'refresh-answered'], 'now')),
  async begin(context, moment) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async () => {
      await using database = await system.openDatabase();
      context.undo(async () => {
        await using later = await system.openDatabase();
        for (const statement of ALLOW[later.dialect]) await later.run(statement);
      });
      for (const statement of REFUSE[database.dialect]) await database.run(statement);
      metAtSave(context, moment.when, {
        struckBeforeAnswer: 'the database refused to write',
        during: 'the database refused to write',
      });
    });
  },
});
