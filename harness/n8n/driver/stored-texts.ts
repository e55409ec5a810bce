import type { StoredTexts } from '../../model/client.ts';
import type { DatabaseSession } from '../../model/system.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table'",
  postgres: 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
} as const;

/** The one place where n8n keeps tokens, encrypted. */
const CREDENTIALS = 'credentials_entity';
/** By far the largest table. What other runs have left there need not be read again. */
const EXECUTION_DATA = 'execution_data';

/**
 * Every row of n8n's database as text, without the encrypted data of credentials; of the data of
 * executions only what came after `since`.
 */
export async function readStoredTexts(
  address: DatabaseAddress,
  since: number | 'end',
): Promise<StoredTexts> {
  await using database = await openDatabase(address, { readOnly: true });
  const [newest] = await database.run(`SELECT MAX("executionId") AS id FROM ${EXECUTION_DATA}`);
  const mark = Number(newest?.['id'] ?? 0);
  if (since === 'end') return { text: '', mark };
  const texts: string[] = [];
  for (const name of await tableNames(database)) texts.push(await rowsOf(database, name, since));
  return { text: texts.join('\n'), mark };
}

/** The names of all tables of n8n's database. */
export async function tableNames(database: DatabaseSession): Promise<readonly string[]> {
  return (await database.run(TABLES[database.dialect])).map(({ name }) => String(name));
}

async function rowsOf(database: DatabaseSession, table: string, since: number): Promise<string> {
  const which = table === EXECUTION_DATA ? ` WHERE "executionId" > ${since}` : '';
  const rows = await database.run(`SELECT * FROM "${table}"${which}`);
  return rows
    .map((row) => JSON.stringify(table === CREDENTIALS ? { ...row, data: undefined } : row))
    .join('\n');
}
