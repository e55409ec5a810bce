import { describe, expect, it } from 'vitest';
import { CredentialsFile } from '../../testing/credentials-file.ts';
import { fakePostgres } from '../../testing/fake-session.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { databaseDown } from './down.ts';
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
      expect.stringMatching(/^CREATE SEQUENCE \w+_met$/),
      expect.stringMatching(
        /cannot execute UPDATE in a read-only transaction' USING ERRCODE = '25006'/,
      ),
      expect.stringMatching(/^CREATE TRIGGER \w+ BEFORE UPDATE ON credentials_entity FOR EACH ROW/),
      '-- closed',
    ]);
    await trial.undo();
    expect(database.statements.slice(4)).toEqual([
      expect.stringMatching(/^DROP FUNCTION IF EXISTS \w+\(\) CASCADE$/),
      expect.stringMatching(/^DROP SEQUENCE IF EXISTS \w+_met$/),
      '-- closed',
    ]);
  });

  it.each(['now', 'refresh-received', 'refresh-answered'] as const)(
    '%s: is met by a save, not by the refresh before it, and told once',
    async (when) => {
      const { database, trial } = onSqlite();
      await trial.begin(databaseReadOnly, { when });
      await trial.refresh('main').through();
      expect(trial.met).toEqual([]);
      expect(() => database.save('new')).toThrow();
      expect(() => database.save('newer')).toThrow();
      await trial.undo();
      expect(trial.met).toEqual(['the database refused a change of the credential']);
    },
  );

  it('is not met by a change of another credential', async () => {
    const { database, trial } = onSqlite();
    database.n8n.exec("INSERT INTO credentials_entity VALUES ('another', 'old')");
    await trial.begin(databaseReadOnly, {});
    expect(() =>
      database.n8n.exec("UPDATE credentials_entity SET data = 'x' WHERE id = 'another'"),
    ).toThrow();
    await trial.undo();
    expect(trial.met).toEqual([]);
  });

  it('is taken back as far as it came', async () => {
    const { database, trial } = onPostgres((statement) => statement.startsWith('CREATE TRIGGER'));
    await expect(trial.begin(databaseReadOnly, {})).rejects.toThrow(/CREATE TRIGGER/);
    expect(database.open).toBe(0);
    await trial.undo();
    expect(database.statements.at(-2)).toMatch(/^DROP SEQUENCE IF EXISTS/);
  });
});

describe('database/slow', () => {
  it('makes a change of a credential take so long, and ends that', async () => {
    const { database, trial } = onPostgres();
    await trial.begin(databaseSlow, { by: '1500ms' });
    expect(database.statements).toEqual([
      expect.stringMatching(/^CREATE SEQUENCE \w+_met$/),
      expect.stringMatching(/PERFORM pg_sleep\(1\.5\)/),
      expect.stringMatching(/BEFORE UPDATE ON credentials_entity/),
      '-- closed',
    ]);
    await trial.undo();
    expect(database.statements.slice(4)).toEqual([
      expect.stringMatching(/^DROP FUNCTION IF EXISTS \w+\(\) CASCADE$/),
      expect.stringMatching(/^DROP SEQUENCE IF EXISTS \w+_met$/),
      '-- closed',
    ]);
    expect(database.open).toBe(0);
  });

  it.each(['now', 'refresh-received', 'refresh-answered'] as const)(
    '%s: is met as soon as a save has begun, not by the refresh before it',
    async (when) => {
      const { database, trial } = onPostgres();
      await trial.begin(databaseSlow, { when });
      await trial.refresh('main').through();
      expect(trial.met).toEqual([]);
      database.show([{ met: 1 }]);
      await expect.poll(() => trial.met).toEqual(['a change of the credential took long']);
      await trial.undo();
      expect(trial.met).toHaveLength(1);
    },
  );
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
    expect(trial.met).toEqual([]);
    await refresh.at('refresh-delivered');
    expect(trial.met).toEqual(['new tokens came while Postgres was away']);
    await trial.undo();
    expect(calls).toEqual(['stop postgres', 'start postgres', 'ready']);
  });

  it.each([
    ['the same', [], ['new tokens had come and were not stored when Postgres was back']],
    ['others', [{ data: 'new' }], []],
  ] as const)(
    'refresh-delivered: is met when %s tokens are stored when the server is back',
    async (_, shown, met) => {
      const { database, trial } = onPostgres();
      await trial.begin(databaseDown, { when: 'refresh-delivered' });
      await trial.refresh('main').through();
      expect(trial.met).toEqual([]);
      database.show(shown);
      await trial.undo();
      expect(trial.met).toEqual(met);
    },
  );

  it('goes at once when it is told to, and is met by the tokens that come next', async () => {
    const { calls, trial } = onPostgres();
    await trial.begin(databaseDown, { when: 'now' });
    expect(calls).toEqual(['stop postgres']);
    expect(trial.met).toEqual([]);
    await trial.refresh('main').through();
    expect(trial.met).toEqual(['new tokens came while Postgres was away']);
  });

  it('is met by tokens that were given out before, when their answer is held', async () => {
    const { trial } = onPostgres();
    const refresh = trial.refresh('main');
    await refresh.at('refresh-received');
    trial.holds(refresh, 'after-commit');
    await trial.begin(databaseDown, { when: 'now' });
    await refresh.at('refresh-delivered');
    expect(trial.met).toEqual(['new tokens came while Postgres was away']);
  });
});
