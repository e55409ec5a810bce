import { HarnessError } from '../../model/error.ts';
import type { DatabaseSession } from '../../model/system.ts';
import { loadReading, type DatabaseAddress } from '../../n8n/index.ts';

type Rows = Awaited<ReturnType<DatabaseSession['run']>>;

/** The tables of n8n's database, for reading. */
export interface Tables extends AsyncDisposable {
  /**
   * Rows of a table; none of one that this version of n8n does not have.
   * @param columns all of them without
   * @param where columns and what they have to be
   */
  rows(
    table: string,
    columns?: readonly string[],
    where?: Readonly<Record<string, string>>,
  ): Promise<Rows>;
}

/** The table that every n8n has. */
const CREDENTIALS = 'credentials_entity';

/**
 * Opens n8n's database so that nothing can be written. The names of its tables may begin with a
 * prefix (`DB_TABLE_PREFIX`), which is found here.
 * @param name what the user calls the database, for messages
 * @throws HarnessError `database-unreachable` (75), `doctor-no-database` (64)
 */
export async function openTables(address: DatabaseAddress, name: string): Promise<Tables> {
  const { openDatabase, tableNames } = await loadReading();
  const database = await openDatabase(address, { readOnly: true }).catch((cause: unknown) => {
    throw unreachable(name, cause);
  });
  const run = (statement: string, parameters: readonly string[] = []): Promise<Rows> =>
    database.run(statement, parameters).catch((cause: unknown) => {
      throw unreachable(name, cause);
    });
  // A file of SQLite is opened for reading alone.
  if (database.dialect === 'postgres') await run('SET default_transaction_read_only = on');
  const names = await tableNames(database).catch((cause: unknown) => {
    throw unreachable(name, cause);
  });
  const prefix = prefixIn(names, name);
  const there = new Set(names);
  const mark = (index: number): string => (database.dialect === 'sqlite' ? '?' : `$${index + 1}`);
  return {
    async rows(table, columns, where = {}) {
      const full = `${prefix}${table}`;
      if (!there.has(full)) return [];
      const selected = columns?.map((column) => `"${column}"`).join(', ') ?? '*';
      const conditions = Object.keys(where).map((column, index) => `"${column}" = ${mark(index)}`);
      const filter = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
      return run(`SELECT ${selected} FROM "${full}"${filter}`, Object.values(where));
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

function prefixIn(names: readonly string[], name: string): string {
  const prefixes = names
    .filter((table) => table.endsWith(CREDENTIALS))
    .map((table) => table.slice(0, -CREDENTIALS.length))
    .filter((prefix) => names.includes(`${prefix}workflow_entity`))
    .toSorted((one, other) => one.length - other.length);
  if (prefixes[0] !== undefined) return prefixes[0];
  throw new HarnessError(
    'doctor-no-database',
    `Could not find n8n in the database ${name}: it has no table ${CREDENTIALS}.`,
    { hint: 'Is it the database of an n8n that has been started at least once?', exitCode: 64 },
  );
}

const unreachable = (name: string, cause: unknown): HarnessError =>
  cause instanceof HarnessError
    ? new HarnessError(cause.code, cause.message, { exitCode: 75, cause: cause.cause ?? cause })
    : new HarnessError(
        'database-unreachable',
        `Could not read the database ${name}: ${cause instanceof Error ? cause.message : String(cause)}.`,
        { exitCode: 75, cause },
      );
