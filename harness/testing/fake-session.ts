import type { DatabaseSession } from '../model/system.ts';

/** A fake Postgres that records every statement. `fails` says which statements it refuses. */
export function fakePostgres(fails: (statement: string) => boolean = () => false) {
  const statements: string[] = [];
  let open = 0;
  const openDatabase = async (): Promise<DatabaseSession> => {
    open += 1;
    return {
      dialect: 'postgres',
      run: async (statement) => {
        statements.push(statement);
        if (fails(statement)) throw new Error(`refused: ${statement}`);
        return [];
      },
      [Symbol.asyncDispose]: async () => {
        open -= 1;
        statements.push('-- closed');
      },
    };
  };
  return {
    statements,
    openDatabase,
    /** Number of open connections. */
    get open() {
      return open;
    },
  };
}
