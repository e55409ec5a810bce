import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStoredCredential } from './stored-credential.ts';

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

function encrypted(fields: unknown, key: string): string {
  const salt = randomBytes(8);
  const seed = Buffer.concat([Buffer.from(key), salt]);
  const hashes: Buffer[] = [];
  for (let round = 0; round < 3; round += 1)
    hashes.push(
      createHash('md5')
        .update(Buffer.concat([hashes.at(-1) ?? Buffer.alloc(0), seed]))
        .digest(),
    );
  const cipher = createCipheriv(
    'aes-256-cbc',
    Buffer.concat(hashes.slice(0, 2)),
    hashes[2] ?? Buffer.alloc(16),
  );
  return Buffer.concat([
    Buffer.from('Salted__'),
    salt,
    cipher.update(JSON.stringify(fields)),
    cipher.final(),
  ]).toString('base64');
}

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
