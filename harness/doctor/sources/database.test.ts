import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptGcm, wrapDataKey } from '../../n8n/driver/testing/encrypt-as-n8n.ts';
import { told } from '../snapshot/fact.ts';
import { encrypted, exportedWorkflow, FIELDS, KEY, SECRET } from '../testing/stored.ts';
import { readDatabase } from './database.ts';

let cwd: string;
let database: DatabaseSync;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'doctor-database-'));
  database = new DatabaseSync(join(cwd, 'database.sqlite'));
});
afterEach(() => {
  if (database.isOpen) database.close();
  rmSync(cwd, { recursive: true, force: true });
});

function tables(prefix = ''): void {
  database.exec(`
    CREATE TABLE "${prefix}credentials_entity" (id, name, type, data, "updatedAt");
    CREATE TABLE "${prefix}workflow_entity" (id, name, active, "isArchived", nodes, connections, settings, "pinData");
    CREATE TABLE "${prefix}deployment_key" (id, type, value, algorithm, status);
    CREATE TABLE "${prefix}instance_version_history" (id, major, minor, patch);
  `);
  const { nodes, connections } = exportedWorkflow();
  database
    .prepare(
      `INSERT INTO "${prefix}workflow_entity" VALUES ('w1', 'Invoices', 1, 0, ?, ?, '{}', NULL)`,
    )
    .run(JSON.stringify(nodes), JSON.stringify(connections));
}

const insert = (id: string, data: string, prefix = '', type = 'oAuth2Api'): void =>
  void database
    .prepare(`INSERT INTO "${prefix}credentials_entity" VALUES (?, ?, ?, ?, ?)`)
    .run(id, `name of ${id}`, type, data, '2026-01-01 00:00:00.000');

const insertKey = (id: string, dataKey: string, status: string): void =>
  void database
    .prepare(`INSERT INTO deployment_key VALUES (?, 'data_encryption', ?, 'aes-256-gcm', ?)`)
    .run(id, wrapDataKey(dataKey, KEY), status);

const key = { encryptionKey: KEY, from: 'N8N_ENCRYPTION_KEY' };
const read = (where = 'database.sqlite', keyed = true) =>
  readDatabase({ database: where, key: keyed ? key : undefined, cwd, env: {} });

describe('a file of SQLite', () => {
  it('is read to the last fact, and no secret is kept', async () => {
    tables();
    insert('c1', encrypted());
    insert('h1', 'x', '', 'httpHeaderAuth');
    database.exec('INSERT INTO instance_version_history VALUES (1, 2, 40, 7), (2, 2, 41, 1)');
    const before = readFileSync(join(cwd, 'database.sqlite'));
    const snapshot = await read();
    expect(snapshot).toMatchObject({
      version: { is: '2.41.1' },
      topology: { withheld: expect.any(String) },
      remarks: [],
    });
    expect(told(snapshot.workflows)).toMatchObject([{ id: 'w1', active: true, secrets: [{}] }]);
    expect(told(snapshot.credentials)).toMatchObject([
      { id: 'c1', tokens: { is: { refreshToken: true } } },
    ]);
    expect([...(told(snapshot.credentialIds) ?? [])]).toEqual(['c1', 'h1']);
    expect(JSON.stringify(snapshot)).not.toContain(SECRET);
    expect(readFileSync(join(cwd, 'database.sqlite'))).toEqual(before);
  });

  it('is found in its folder, and below a prefix of its tables', async () => {
    tables('n8n_');
    insert('c1', encrypted(), 'n8n_');
    expect(told((await read('.')).credentials)).toHaveLength(1);
  });

  it('tells under which key each credential is', async () => {
    tables();
    const [now, old] = ['ab'.repeat(32), 'cd'.repeat(32)];
    insertKey('now', now, 'active');
    insertKey('old', old, 'inactive');
    const text = JSON.stringify(FIELDS);
    insert('own', encrypted());
    insert('now', `now:${encryptGcm(text, now)}`);
    insert('old', `old:${encryptGcm(text, old)}`);
    insert('gone', `gone:${encryptGcm(text, old)}`);
    insert('other', encrypted(FIELDS, 'the key of another'));
    const credentials = told((await read()).credentials) ?? [];
    expect(
      Object.fromEntries(credentials.map(({ id, encryption }) => [id, told(encryption)])),
    ).toEqual({
      own: { under: 'instance-key', key: 'active', opens: true },
      now: { under: 'data-key', key: 'active', opens: true },
      old: { under: 'data-key', key: 'inactive', opens: true },
      gone: { under: 'data-key', key: 'missing', opens: false },
      other: { under: 'instance-key', key: 'active', opens: false },
    });
  });

  it('of n8n 1 has fewer tables', async () => {
    tables();
    database.exec('DROP TABLE deployment_key; DROP TABLE instance_version_history');
    insert('c1', encrypted());
    expect(await read()).toMatchObject({ version: { withheld: expect.any(String) } });
  });

  it('without a key says what it did not look at', async () => {
    tables();
    insert('c1', encrypted());
    const snapshot = await read('database.sqlite', false);
    expect(snapshot.remarks).toMatchObject([{ incomplete: true }]);
    expect(told(snapshot.credentials)).toMatchObject([
      { tokens: { withheld: 'it is encrypted, and no key was given' } },
    ]);
  });
});

describe('none', () => {
  it('is refused in one line', async () => {
    await expect(read('none.sqlite')).rejects.toMatchObject({
      code: 'doctor-no-database',
      exitCode: 64,
      message: expect.stringContaining('there is no such file'),
    });
    database.exec('CREATE TABLE theirs (id)');
    await expect(read()).rejects.toMatchObject({
      code: 'doctor-no-database',
      exitCode: 64,
      message:
        'Could not find n8n in the database database.sqlite: it has no table credentials_entity.',
    });
  });

  it('is a file of something else', async () => {
    await expect(
      readDatabase({ database: import.meta.filename, key, cwd, env: {} }),
    ).rejects.toMatchObject({
      code: 'database-unreachable',
      exitCode: 75,
    });
  });

  it('with a key of another n8n', async () => {
    tables();
    insert('c1', encrypted(FIELDS, 'the key of another'));
    await expect(read()).rejects.toMatchObject({ code: 'doctor-other-key', exitCode: 64 });
  });
});
