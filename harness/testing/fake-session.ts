import { setImmediate } from 'node:timers/promises';
import type { DatabaseSession } from '../model/system.ts';

/**
 * A fake Postgres that records every statement but those that only look. `fails` says which
 * statements it refuses.
 */
export function fakePostgres(fails: (statement: string) => boolean = () => false) {
  let shows: readonly Readonly<Record<string, unknown>>[] = [];
  const statements: string[] = [];
  let open = 0;
  const openDatabase = async (): Promise<DatabaseSession> => {
    open += 1;
    let changing = false;
    let closed = false;
    return {
      dialect: 'postgres',
      run: async (statement) => {
        if (statement.startsWith('SELECT')) {
          // As a real one: an answer takes a moment, and a connection that is closed gives none.
          await setImmediate();
          if (closed) throw new Error('Connection terminated');
          return shows;
        }
        changing = true;
        statements.push(statement);
        if (fails(statement)) throw new Error(`refused: ${statement}`);
        return [];
      },
      [Symbol.asyncDispose]: async () => {
        open -= 1;
        closed = true;
        if (changing) statements.push('-- closed');
      },
    };
  };
  return {
    statements,
    openDatabase,
    /** What it shows from now on to whoever looks. */
    show(rows: typeof shows) {
      shows = rows;
    },
    /** Number of open connections. */
    get open() {
      return open;
    },
  };
}
