import type { DatabaseSession } from '../model/system.ts';

/** A Postgres that takes every statement and keeps it; `fails` says which it refuses. */
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
    /** Connections open now. */
    get open() {
      return open;
    },
  };
}
