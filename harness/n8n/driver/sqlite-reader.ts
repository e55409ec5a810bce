import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseSession } from '../../model/system.ts';

/** A reader that nobody has used for so long is closed. */
const IDLE_MS = 1_000;

/**
 * Connections that have read a file a moment ago. To open one, SQLite parses the definitions of all
 * of n8n's tables, which takes longer than most statements.
 */
const kept = new Map<string, Promise<Reader>>();

interface Reader {
  readonly connection: DatabaseSync;
  /** Closes the connection when it is not used again in time. */
  readonly idle: NodeJS.Timeout;
}

/**
 * Opens a file of SQLite to read it. Connections are shared, as a statement is over when `run`
 * returns: nothing is left that could keep a writer waiting.
 * @param timeout how long it waits for a lock of the file, in milliseconds
 */
export async function openSqliteReader(file: string, timeout: number): Promise<DatabaseSession> {
  const key = `${timeout} ${file}`;
  // Whoever shared the connection may have met an error of it, so it is looked for each time.
  const reader = (): Promise<Reader> => kept.get(key) ?? open(key, file, timeout);
  await reader();
  return {
    dialect: 'sqlite',
    async run(statement, parameters = []) {
      const used = await reader();
      used.idle.refresh();
      try {
        return used.connection.prepare(statement).all(...parameters);
      } catch (error) {
        close(key, used);
        throw error;
      }
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function open(key: string, file: string, timeout: number): Promise<Reader> {
  const opened = connect(key, file, timeout);
  kept.set(key, opened);
  opened.catch(() => kept.delete(key));
  return opened;
}

async function connect(key: string, file: string, timeout: number): Promise<Reader> {
  // Imported only when needed, because it prints a warning on Node 22.
  const { DatabaseSync } = await import('node:sqlite');
  const connection = new DatabaseSync(file, { readOnly: true, timeout });
  const idle = setTimeout(() => close(key, reader), IDLE_MS);
  idle.unref();
  const reader = { connection, idle };
  return reader;
}

function close(key: string, { connection, idle }: Reader): void {
  clearTimeout(idle);
  kept.delete(key);
  if (connection.isOpen) connection.close();
}
