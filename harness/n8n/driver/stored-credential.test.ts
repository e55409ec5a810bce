import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStoredCredential } from './stored-credential.ts';
import { encryptCbc, encryptGcm, wrapDataKey } from './testing/encrypt-as-n8n.ts';

let folder: string;
let n8n: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stored-'));
  n8n = new DatabaseSync(join(folder, 'database.sqlite'));
  n8n.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE credentials_entity (id TEXT PRIMARY KEY, data TEXT)',
  );
});
afterEach(() => {
  n8n.close();
  rmSync(folder, { recursive: true, force: true });
});

const encrypted = (fields: unknown, key: string): string => encryptCbc(JSON.stringify(fields), key);

const read = (id: string): Promise<unknown> =>
  readStoredCredential(
    { dialect: 'sqlite', file: join(folder, 'database.sqlite') },
    'key',
    id,
    (fields) => fields['scope'],
  );

describe('readStoredCredential', () => {
  it('sees what was committed a moment ago while n8n keeps the database open', async () => {
    const insert = n8n.prepare('INSERT OR REPLACE INTO credentials_entity VALUES (?, ?)');
    for (const scope of ['read', 'read write']) {
      insert.run('c1', encrypted({ scope }, 'key'));
      expect(await read('c1')).toBe(scope);
    }
  });

  it('does not see what is not committed, and does not wait for it', async () => {
    n8n
      .prepare('INSERT INTO credentials_entity VALUES (?, ?)')
      .run('c1', encrypted({ scope: 'read' }, 'key'));
    n8n.exec('BEGIN IMMEDIATE');
    n8n.prepare('UPDATE credentials_entity SET data = ?').run(encrypted({ scope: 'write' }, 'key'));
    expect(await read('c1')).toBe('read');
    n8n.exec('ROLLBACK');
  });

  it('says which credential is missing', async () => {
    await expect(read('gone')).rejects.toMatchObject({ code: 'stored-credential-missing' });
  });

  it('says when there is no database', async () => {
    await expect(
      readStoredCredential(
        { dialect: 'sqlite', file: join(folder, 'none.sqlite') },
        'key',
        'c1',
        () => 0,
      ),
    ).rejects.toMatchObject({ code: 'stored-credential-unreadable' });
  });
});

describe('readStoredCredential where n8n rotates keys', () => {
  const store = (id: string, data: string): void =>
    void n8n.prepare('INSERT OR REPLACE INTO credentials_entity VALUES (?, ?)').run(id, data);
  const addKey = (id: string, type: string, dataKey: string): void =>
    void n8n
      .prepare('INSERT INTO deployment_key VALUES (?, ?, ?, ?)')
      .run(id, type, wrapDataKey(dataKey, 'key'), 'aes-256-gcm');
  const underDataKey = (scope: string, dataKey: string): string =>
    encryptGcm(JSON.stringify({ scope }), dataKey);
  const [first, second] = ['11'.repeat(32), '22'.repeat(32)];

  beforeEach(() => {
    n8n.exec(
      'CREATE TABLE deployment_key (id TEXT PRIMARY KEY, type TEXT, value TEXT, algorithm TEXT)',
    );
  });

  it('finds a key that was made between two readings, and still reads old data', async () => {
    addKey('k1', 'data_encryption', first);
    store('c1', `k1:${underDataKey('read', first)}`);
    store('c2', `k1:${underDataKey('old', first)}`);
    expect(await read('c1')).toBe('read');
    addKey('k2', 'data_encryption', second);
    store('c1', `k2:${underDataKey('write', second)}`);
    expect(await read('c1')).toBe('write');
    expect(await read('c2')).toBe('old');
  });

  it('reads data without a prefix beside data with one', async () => {
    addKey('k1', 'data_encryption', first);
    store('c1', encrypted({ scope: 'plain' }, 'key'));
    expect(await read('c1')).toBe('plain');
  });

  it('takes no key of another type', async () => {
    addKey('k1', 'signing.jwt', first);
    store('c1', `k1:${underDataKey('read', first)}`);
    await expect(read('c1')).rejects.toThrow("no data key with the id 'k1'");
  });

  it('says so when the table of keys cannot be read', async () => {
    n8n.exec('DROP TABLE deployment_key');
    store('c1', `k1:${underDataKey('read', first)}`);
    await expect(read('c1')).rejects.toMatchObject({
      code: 'stored-credential-unreadable',
      cause: expect.objectContaining({ message: expect.stringContaining('deployment_key') }),
    });
  });
});
