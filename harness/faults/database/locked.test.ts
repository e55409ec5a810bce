import { describe, expect, it } from 'vitest';
import { CredentialsFile } from '../../testing/credentials-file.ts';
import { fakePostgres } from '../../testing/fake-session.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { databaseLocked } from './locked.ts';

/** A fault on a SQLite file. `log` is what n8n writes, one part at each reading. */
function onSqlite() {
  const database = new CredentialsFile();
  const { system } = fakeSystem({ openDatabase: database.open });
  const trial = new FaultTrial(system);
  const log: string[] = [];
  const readLog = async (since: unknown) => ({
    texts: [
      { process: 'main', text: since === 'end' ? log.splice(0).join('') : (log.shift() ?? '') },
    ],
    mark: {},
  });
  Object.assign(trial.context.client, { readLog });
  return { database, log, system, trial };
}

/** One try of a client that waits for the lock. */
function triesToSave(database: CredentialsFile): boolean {
  try {
    database.save('new');
    return true;
  } catch {
    return false;
  }
}

/** A fault on a fake Postgres. */
function onPostgres(fails?: (statement: string) => boolean) {
  const database = fakePostgres(fails);
  const { system } = fakeSystem({
    processes: ['main', 'postgres'],
    openDatabase: database.openDatabase,
  });
  return { database, trial: new FaultTrial(system) };
}

describe('database/locked', () => {
  it('keeps everybody else from writing to SQLite and lets them read, until it is healed', async () => {
    const { database, trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    expect(() => database.save('new')).toThrow(/database is locked/);
    expect(database.stored).toBe('old');
    await trial.undo();
    database.save('new');
    expect(database.stored).toBe('new');
  });

  it('is not met by a refresh that is answered before it: nothing is left to save', async () => {
    const { trial } = onSqlite();
    await trial.refresh('main').through();
    await trial.begin(databaseLocked, {});
    await trial.undo();
    expect(trial.met).toEqual([]);
  });

  it('is not met by a refresh that the provider refuses: it brings nothing to save', async () => {
    const { trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    await trial.refusedRefresh('main').through();
    await trial.undo();
    expect(trial.met).toEqual([]);
  });

  it.each(['now', 'refresh-received', 'refresh-answered'] as const)(
    '%s: is not met by a client that got new tokens and tried no save while it lasted',
    async (when) => {
      const { database, trial } = onSqlite();
      await trial.begin(databaseLocked, { when });
      await trial.refresh('main').through();
      await trial.undo();
      database.save('new');
      expect(trial.met).toEqual([]);
    },
  );

  it('in SQLite is met by a save that waited and came as soon as the lock was gone', async () => {
    const { database, trial } = onSqlite();
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    await trial.refresh('main').through();
    const undone = trial.undo();
    await expect.poll(() => triesToSave(database), { interval: 20 }).toBe(true);
    await undone;
    expect(trial.met).toEqual(['a save had waited until the credentials were free']);
  });

  it('is met when the process with the new tokens ended before it was over', async () => {
    const { database, system, trial } = onSqlite();
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    await trial.refresh('main').through();
    await system.kill('main');
    await trial.undo();
    database.save('new');
    expect(trial.met).toEqual(['main ended before its new tokens could be stored']);
  });

  it('is met although it is healed while the killer still holds the refresh', async () => {
    const { system, trial } = onSqlite();
    const killed = Promise.withResolvers<void>();
    trial.context.realm.hold('refresh-delivered', async () => {
      await system.kill('main');
      await killed.promise;
    });
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    const refresh = trial.refresh('main').through();
    await expect.poll(() => system.endOf('main').aborted).toBe(true);
    await trial.undo();
    killed.resolve();
    await refresh;
    expect(trial.met).toEqual(['main ended before its new tokens could be stored']);
  });

  it('is not met when the answer never left: the client has nothing to save', async () => {
    const { trial } = onSqlite();
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    const refresh = trial.refresh('main');
    await refresh.at('refresh-received');
    await refresh.at('refresh-answered');
    await trial.undo();
    expect(trial.met).toEqual([]);
  });

  it('in SQLite is met at once when n8n complains of the lock, and told once', async () => {
    const { log, trial } = onSqlite();
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    await trial.refresh('main').through();
    log.push('', 'SQLITE_BUSY: database is locked', 'SQLITE_BUSY: database is locked');
    await expect.poll(() => trial.met).toHaveLength(1);
    await trial.undo();
    expect(trial.met).toEqual(['a save waited for the locked credentials, or gave up on them']);
  });

  it('in SQLite is not met by complaints from before there were new tokens', async () => {
    const { log, trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    log.push('SQLITE_BUSY: database is locked');
    await trial.refresh('main').through();
    await trial.undo();
    expect(trial.met).toEqual([]);
  });

  it('in SQLite is not met when it is the record of the execution that could not be saved', async () => {
    const { log, trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    await trial.refresh('main').through();
    log.push('Save execution data to database for execution ID 374\n', 'SQLITE_BUSY\n');
    await expect.poll(() => log).toEqual([]);
    await trial.undo();
    expect(trial.met).toEqual([]);
  });

  it('in Postgres is met as soon as somebody waits for the table', async () => {
    const { database, trial } = onPostgres();
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    await trial.refresh('main').through();
    expect(trial.met).toEqual([]);
    database.show([{ waits: 1 }]);
    await expect.poll(() => trial.met).toHaveLength(1);
    await trial.undo();
    expect(trial.met).toHaveLength(1);
  });

  it('in Postgres locks the table of credentials alone, in one transaction, and ends that', async () => {
    const { database, trial } = onPostgres();
    await trial.begin(databaseLocked, {});
    expect(database.statements).toEqual([
      'BEGIN',
      'LOCK TABLE credentials_entity IN EXCLUSIVE MODE',
    ]);
    // Beside the one that looks whether somebody waits.
    await expect.poll(() => database.open).toBe(1);
    await trial.undo();
    expect(database.statements.slice(2)).toEqual(['ROLLBACK', '-- closed']);
  });

  it('closes its connection also when the server took the lock away already', async () => {
    const { database, trial } = onPostgres((statement) => statement === 'ROLLBACK');
    await trial.begin(databaseLocked, {});
    await trial.undo();
    expect(database.open).toBe(0);
  });

  it('leaves no connection behind when the lock cannot be had', async () => {
    const { database, trial } = onPostgres((statement) => statement.startsWith('LOCK'));
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    await trial.refresh('main').through();
    expect(trial.failures).toMatchObject([{ message: expect.stringContaining('LOCK TABLE') }]);
    expect(trial.met).toEqual([]);
    await trial.undo();
    expect(database.open).toBe(0);
  });
});
