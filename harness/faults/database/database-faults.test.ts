import { describe, expect, it } from 'vitest';
import { CredentialsFile } from '../../testing/credentials-file.ts';
import { fakePostgres } from '../../testing/fake-session.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { databaseDown } from './down.ts';
import { databaseLocked } from './locked.ts';
import { databaseReadOnly } from './read-only.ts';
import { databaseSlow } from './slow.ts';

/** A fault on a SQLite file. */
function onSqlite() {
  const database = new CredentialsFile();
  return { database, trial: new FaultTrial(fakeSystem({ openDatabase: database.open }).system) };
}

/** A fault on a fake Postgres. */
function onPostgres(fails?: (statement: string) => boolean) {
  const database = fakePostgres(fails);
  const { system, calls } = fakeSystem({
    processes: ['main', 'postgres'],
    openDatabase: database.openDatabase,
  });
  return { database, calls, trial: new FaultTrial(system) };
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

  it('is met by the next refresh that is answered under it, and told once', async () => {
    const { trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    const refresh = trial.refresh('main');
    await refresh.at('refresh-received');
    expect(trial.met).toEqual([]);
    await refresh.at('refresh-answered');
    await trial.refresh('main').through();
    expect(trial.met).toEqual(['a refresh was answered while the credentials were locked']);
  });

  it('is not met by a refresh that the provider refuses: it brings nothing to save', async () => {
    const { trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    await trial.refusedRefresh('main').through();
    expect(trial.met).toEqual([]);
    await trial.refresh('main').through();
    expect(trial.met).toHaveLength(1);
  });

  it('is met by nobody when no refresh is answered before it is healed', async () => {
    const { trial } = onSqlite();
    await trial.begin(databaseLocked, {});
    await trial.undo();
    await trial.refresh('main').through();
    expect(trial.met).toEqual([]);
  });

  it('refresh-received: locks then, and is met by that same refresh', async () => {
    const { database, trial } = onSqlite();
    await trial.begin(databaseLocked, { when: 'refresh-received' });
    database.save('meanwhile');
    const refresh = trial.refresh('main');
    await refresh.at('refresh-received');
    expect(() => database.save('new')).toThrow(/database is locked/);
    expect(trial.met).toEqual([]);
    await refresh.at('refresh-answered');
    expect(trial.met).toHaveLength(1);
  });

  it('refresh-answered: is met at once, by the refresh that waits for its answer', async () => {
    const { database, trial } = onSqlite();
    await trial.begin(databaseLocked, { when: 'refresh-answered' });
    await trial.refresh('main').through();
    expect(() => database.save('new')).toThrow(/database is locked/);
    expect(trial.met).toEqual([
      'the credentials were locked after a refresh was carried out and before it was answered',
    ]);
    await trial.undo();
    expect(() => database.save('new')).not.toThrow();
  });

  it('in Postgres locks the table of credentials alone, in one transaction, and ends that', async () => {
    const { database, trial } = onPostgres();
    await trial.begin(databaseLocked, {});
    expect(database.statements).toEqual([
      'BEGIN',
      'LOCK TABLE credentials_entity IN EXCLUSIVE MODE',
    ]);
    expect(database.open).toBe(1);
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

describe('database/read-only', () => {
  it('makes SQLite refuse a change of a credential, and of nothing else, until it is healed', async () => {
    const { database, trial } = onSqlite();
    await trial.begin(databaseReadOnly, {});
    expect(() => database.save('new')).toThrow('attempt to write a readonly database');
    expect(() => database.n8n.exec('INSERT INTO execution_entity DEFAULT VALUES')).not.toThrow();
    expect(database.stored).toBe('old');
    await trial.undo();
    database.save('new');
    expect(database.stored).toBe('new');
  });

  it('leaves nothing in the database when it is healed', async () => {
    const { database, trial } = onSqlite();
    const schema = () => database.n8n.prepare('SELECT name FROM sqlite_master ORDER BY name').all();
    const before = schema();
    await trial.begin(databaseReadOnly, {});
    expect(schema()).not.toEqual(before);
    await trial.undo();
    expect(schema()).toEqual(before);
  });

  it('in Postgres says what a replica says, under its code', async () => {
    const { database, trial } = onPostgres();
    await trial.begin(databaseReadOnly, {});
    expect(database.statements).toEqual([
      expect.stringMatching(
        /cannot execute UPDATE in a read-only transaction' USING ERRCODE = '25006'/,
      ),
      expect.stringMatching(/^CREATE TRIGGER \w+ BEFORE UPDATE ON credentials_entity FOR EACH ROW/),
      '-- closed',
    ]);
    await trial.undo();
    expect(database.statements.slice(3)).toEqual([
      expect.stringMatching(/^DROP FUNCTION IF EXISTS \w+\(\) CASCADE$/),
      '-- closed',
    ]);
  });

  it.each([
    ['now', ['a refresh was answered while the database refused to write']],
    ['refresh-received', ['a refresh was answered while the database refused to write']],
    [
      'refresh-answered',
      ['the database refused to write after a refresh was carried out and before it was answered'],
    ],
  ] as const)('%s: is met by the refresh, once', async (when, met) => {
    const { trial } = onSqlite();
    await trial.begin(databaseReadOnly, { when });
    expect(trial.met).toEqual([]);
    await trial.refresh('main').through();
    await trial.refresh('main').through();
    expect(trial.met).toEqual(met);
  });

  it('is taken back as far as it came', async () => {
    const { database, trial } = onPostgres((statement) => statement.startsWith('CREATE TRIGGER'));
    await expect(trial.begin(databaseReadOnly, {})).rejects.toThrow(/CREATE TRIGGER/);
    expect(database.open).toBe(0);
    await trial.undo();
    expect(database.statements.at(-2)).toMatch(/^DROP FUNCTION IF EXISTS/);
  });
});

describe('database/slow', () => {
  it('makes a change of a credential take so long, and ends that', async () => {
    const { database, trial } = onPostgres();
    await trial.begin(databaseSlow, { by: '1500ms' });
    expect(database.statements).toEqual([
      expect.stringMatching(/PERFORM pg_sleep\(1\.5\)/),
      expect.stringMatching(/BEFORE UPDATE ON credentials_entity/),
      '-- closed',
    ]);
    await trial.undo();
    expect(database.statements.slice(3)).toEqual([
      expect.stringMatching(/^DROP FUNCTION IF EXISTS \w+\(\) CASCADE$/),
      '-- closed',
    ]);
    expect(database.open).toBe(0);
  });

  it.each([
    ['now', ['a refresh was answered while the database was slow']],
    ['refresh-received', ['a refresh was answered while the database was slow']],
    [
      'refresh-answered',
      ['the database became slow after a refresh was carried out and before it was answered'],
    ],
  ] as const)('%s: is met by the refresh, once', async (when, met) => {
    const { trial } = onPostgres();
    await trial.begin(databaseSlow, { when });
    await trial.refresh('main').through();
    await trial.refresh('main').through();
    expect(trial.met).toEqual(met);
  });
});

describe('database/down', () => {
  it('stops the server while the refresh waits for its answer, and starts it and waits for n8n when healed', async () => {
    const { calls, trial } = onPostgres();
    await trial.begin(databaseDown, {});
    const refresh = trial.refresh('main');
    await refresh.at('refresh-received');
    expect(calls).toEqual([]);
    await refresh.at('refresh-answered');
    expect(calls).toEqual(['stop postgres']);
    expect(trial.met).toEqual(['Postgres went while its refresh was carried out and not answered']);
    await trial.undo();
    expect(calls).toEqual(['stop postgres', 'start postgres', 'ready']);
  });

  it('cannot happen without a moment', async () => {
    expect(databaseDown.options.safeParse({ when: 'now' }).success).toBe(false);
  });
});
