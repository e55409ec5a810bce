import { z } from 'zod';
import type { DatabaseSession } from '../../model/system.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { metBySave } from '../engine/save-meets.ts';
import { quoted } from './quoted.ts';

const NAME = 'oauth_chaos_read_only';

/**
 * SQL that makes every change of a credential fail, as on a read-only replica or a full disk, and
 * notes the refused changes of one credential. A refused change is taken back, its note must not
 * be: a sequence of Postgres is outside every transaction, and SQLite's FAIL keeps what the
 * statement did before.
 */
const refuse = (
  credentialId: string,
): Readonly<Record<DatabaseSession['dialect'], readonly string[]>> => ({
  sqlite: [
    `CREATE TABLE ${NAME}_met (met INTEGER)`,
    `CREATE TRIGGER ${NAME} BEFORE UPDATE ON credentials_entity BEGIN INSERT INTO ${NAME}_met SELECT 1 WHERE NEW.id = '${quoted(credentialId)}'; SELECT RAISE(FAIL, 'attempt to write a readonly database'); END`,
  ],
  postgres: [
    `CREATE SEQUENCE ${NAME}_met`,
    `CREATE FUNCTION ${NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = '${quoted(credentialId)}' THEN PERFORM nextval('${NAME}_met'); END IF; RAISE EXCEPTION 'cannot execute UPDATE in a read-only transaction' USING ERRCODE = '25006'; END $$`,
    `CREATE TRIGGER ${NAME} BEFORE UPDATE ON credentials_entity FOR EACH ROW EXECUTE FUNCTION ${NAME}()`,
  ],
});
const ALLOW: Readonly<Record<DatabaseSession['dialect'], readonly string[]>> = {
  sqlite: [`DROP TRIGGER IF EXISTS ${NAME}`, `DROP TABLE IF EXISTS ${NAME}_met`],
  postgres: [`DROP FUNCTION IF EXISTS ${NAME}() CASCADE`, `DROP SEQUENCE IF EXISTS ${NAME}_met`],
};
const REFUSED: Readonly<Record<DatabaseSession['dialect'], string>> = {
  sqlite: `SELECT met FROM ${NAME}_met LIMIT 1`,
  postgres: `SELECT 1 AS met FROM ${NAME}_met WHERE is_called`,
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
      for (const statement of refuse(context.credentialId)[database.dialect])
        await database.run(statement);
      metBySave(
        context,
        async () => {
          await using looking = await system.openDatabase();
          return (await looking.run(REFUSED[looking.dialect])).length > 0;
        },
        'the database refused a change of the credential',
      );
    });
  },
});
