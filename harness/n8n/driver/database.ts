import { causeText } from '../../machine/cause-text.ts';
import { HarnessError } from '../../model/error.ts';
import type { DatabaseSession } from '../../model/system.ts';
import { openSqliteReader } from './sqlite-reader.ts';

/** Address of n8n's database and how to log in. The password stays in memory. */
export type DatabaseAddress =
  | { readonly dialect: 'sqlite'; readonly file: string }
  | {
      readonly dialect: 'postgres';
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly user: string;
      readonly password: string;
    };

/** How long SQLite waits for the lock of the file, because n8n may write at the same time. */
const BUSY_TIMEOUT_MS = 10_000;
const CONNECT_WITHIN_MS = 10_000;

/**
 * Opens a separate connection to n8n's database.
 * @param readOnly for looking: SQLite then keeps nobody waiting
 * @param waits false: a file of SQLite that is locked is an error at once. While it waits, this
 * process does nothing else
 * @throws HarnessError `database-unreachable`
 */
export async function openDatabase(
  address: DatabaseAddress,
  { readOnly = false, waits = true } = {},
): Promise<DatabaseSession> {
  try {
    return await (address.dialect === 'sqlite'
      ? openSqlite(address.file, readOnly, waits ? BUSY_TIMEOUT_MS : 0)
      : openPostgres(address));
  } catch (cause) {
    throw new HarnessError(
      'database-unreachable',
      `Could not open n8n's database: ${causeText(cause)}.`,
      { cause },
    );
  }
}

async function openSqlite(
  file: string,
  readOnly: boolean,
  timeout: number,
): Promise<DatabaseSession> {
  if (readOnly) return openSqliteReader(file, timeout);
  // Imported only when needed, because it prints a warning on Node 22.
  const { DatabaseSync } = await import('node:sqlite');
  const connection = new DatabaseSync(file, { timeout });
  return {
    dialect: 'sqlite',
    run: async (statement, parameters = []) => connection.prepare(statement).all(...parameters),
    [Symbol.asyncDispose]: async () => connection.close(),
  };
}

async function openPostgres({
  host,
  port,
  database,
  user,
  password,
}: Extract<DatabaseAddress, { dialect: 'postgres' }>): Promise<DatabaseSession> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
  });
  // When a fault stops the server, idle connections break too. The next use of the connection
  // reports this.
  client.on('error', () => undefined);
  await client.connect();
  let before: Promise<unknown> = Promise.resolve();
  return {
    dialect: 'postgres',
    // A connection carries out one statement at a time; pg no longer queues them from version 9 on.
    run: async (statement, parameters = []) => {
      const result = before.then(() => client.query(statement, [...parameters]));
      before = result.catch(() => undefined);
      return (await result).rows as Readonly<Record<string, unknown>>[];
    },
    [Symbol.asyncDispose]: () => client.end().catch(() => undefined),
  };
}
