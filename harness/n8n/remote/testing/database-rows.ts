import { createHash } from 'node:crypto';
import { poll } from '../../../machine/poll.ts';
import { openDatabase } from '../../driver/database.ts';

/** So many looks without a difference. */
const QUIET_LOOKS = 6;

/**
 * Tables with n8n's own counters: they count executions and publications of workflows that no
 * longer exist, and nobody can remove those rows. SQLite's counter of ids also keeps counting.
 */
export const COUNTERS: ReadonlySet<string> = new Set([
  'workflow_statistics',
  'workflow_publication_outbox',
  'insights_raw',
  'insights_metadata',
  'insights_by_period',
  'sqlite_sequence',
]);
/** In these tables rows change; in the others rows are added. */
export const COUNTED_UP: ReadonlySet<string> = new Set(['sqlite_sequence']);

/** Every row of every table of an n8n's database, each as a digest and in words. */
export type DatabaseRows = ReadonlyMap<string, ReadonlyMap<string, string>>;

export async function readRows(file: string): Promise<DatabaseRows> {
  await using database = await openDatabase({ dialect: 'sqlite', file }, { readOnly: true });
  const tables = await database.run(
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
  );
  const rows = new Map<string, ReadonlyMap<string, string>>();
  for (const { name } of tables) {
    const texts = (await database.run(`SELECT * FROM "${String(name)}"`)).map((row) =>
      JSON.stringify(row),
    );
    rows.set(
      String(name),
      new Map(
        texts.map((text) => [
          createHash('sha256').update(text).digest('hex'),
          `${String(name)} ${text.slice(0, 900)}`,
        ]),
      ),
    );
  }
  return rows;
}

/**
 * The rows once n8n writes nothing by itself any more: after a start it is still busy with its
 * workflows for a moment.
 */
export async function settledRows(file: string): Promise<DatabaseRows> {
  let seen = await readRows(file);
  let quiet = 0;
  const settled = await poll(
    async () => {
      const now = await readRows(file);
      quiet = rowsOnlyIn(now, seen, new Set()).length === 0 ? quiet + 1 : 0;
      seen = now;
      return quiet >= QUIET_LOOKS ? now : undefined;
    },
    { withinMs: 60_000, everyMs: 250, signal: new AbortController().signal },
  );
  if (settled === undefined) throw new Error('The database never came to rest.');
  return settled;
}

/** Rows of one state that are not, byte for byte, in the other; of tables that are not left out. */
export const rowsOnlyIn = (
  state: DatabaseRows,
  other: DatabaseRows,
  leftOut: ReadonlySet<string>,
): readonly string[] =>
  [...state].flatMap(([table, rows]) =>
    leftOut.has(table)
      ? []
      : [...rows].flatMap(([digest, text]) =>
          other.get(table)?.has(digest) === true ? [] : [text],
        ),
  );
