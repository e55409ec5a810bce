import { createHash } from 'node:crypto';
import { openDatabase } from '../../driver/database.ts';

/** Every row of every table of an n8n's database, each as a digest and in words. */
export type DatabaseRows = ReadonlyMap<string, ReadonlyMap<string, string>>;

export async function readRows(file: string): Promise<DatabaseRows> {
  await using database = await openDatabase({ dialect: 'sqlite', file }, { readOnly: true });
  const tables = await database.run("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
  const rows = new Map<string, ReadonlyMap<string, string>>();
  for (const { name } of tables) {
    const texts = (await database.run(`SELECT * FROM "${String(name)}"`)).map((row) => JSON.stringify(row));
    rows.set(String(name), new Map(texts.map((text) => [createHash('sha256').update(text).digest('hex'), `${String(name)} ${text.slice(0, 900)}`])));
  }
  return rows;
}

/** Rows of one state that are not, byte for byte, in the other; of tables that are not left out. */
export const rowsOnlyIn = (state: DatabaseRows, other: DatabaseRows, leftOut: ReadonlySet<string>): readonly string[] =>
  [...state].flatMap(([table, rows]) => (leftOut.has(table) ? [] : [...rows].flatMap(([digest, text]) => (other.get(table)?.has(digest) === true ? [] : [text]))));
