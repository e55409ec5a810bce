import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredRow } from '../../model/client.ts';
import { readStoredRows } from './stored-rows.ts';
import { encryptCbc } from './testing/encrypt-as-n8n.ts';

const UNTOUCHED = { credentials: 'c9', workflows: 'w9', user: 'u9' };
const OWN = {
  credentials: new Map([['main', 'c1']]),
  workflows: new Map([['main', 'w1']]),
};

let folder: string;
let n8n: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'));
  n8n = new DatabaseSync(join(folder, 'database.sqlite'));
  n8n.exec(`
    CREATE TABLE credentials_entity (id TEXT, name TEXT, data TEXT, "updatedAt" TEXT);
    CREATE TABLE shared_credentials ("credentialsId" TEXT, "projectId" TEXT, role TEXT);
    CREATE TABLE workflow_entity (id TEXT, nodes TEXT, "staticData" TEXT, "triggerCount" INTEGER);
    CREATE TABLE "user" (id TEXT, email TEXT, settings TEXT, "lastActiveAt" TEXT);
    CREATE TABLE "settings" (key TEXT, value TEXT);
    CREATE TABLE execution_entity (id INTEGER, status TEXT);
    INSERT INTO shared_credentials VALUES ('c1', 'p1', 'owner'), ('c5', 'p1', 'owner');
    INSERT INTO workflow_entity VALUES
      ('w1', '[]', NULL, 1), ('w5', '[5]', NULL, 1), ('w9', '[9]', NULL, 0);
    INSERT INTO "user" VALUES ('u1', 'owner@', '{}', 'today'), ('u9', 'somebody@', '{}', NULL);
    INSERT INTO settings VALUES ('features.ldap', '{}'), ('instance.first', '1');
    INSERT INTO execution_entity VALUES (1, 'success');
  `);
  const credential = n8n.prepare('INSERT INTO credentials_entity VALUES (?, ?, ?, ?)');
  for (const id of ['c1', 'c5', 'c9'])
    credential.run(id, `name of ${id}`, encrypted({ scope: id }), 'today');
});
afterEach(() => {
  n8n.close();
  rmSync(folder, { recursive: true, force: true });
});

const encrypted = (fields: unknown): string => encryptCbc(JSON.stringify(fields), 'key');

const read = (): Promise<readonly StoredRow[]> =>
  readStoredRows(
    { dialect: 'sqlite', file: join(folder, 'database.sqlite') },
    'key',
    OWN,
    UNTOUCHED,
  );

it('reads the rows of the run, those that nobody uses, and those of the instance', async () => {
  expect(await read()).toEqual([
    { table: 'credentials_entity', row: 'main', columns: { name: 'name of c1' } },
    {
      table: 'credentials_entity',
      row: 'that nobody uses',
      columns: { name: 'name of c9', data: { scope: 'c9' } },
    },
    { table: 'shared_credentials', row: 'main in p1', columns: { role: 'owner' } },
    { table: 'workflow_entity', row: 'main', workflow: 'main', columns: { nodes: '[]' } },
    { table: 'workflow_entity', row: 'that nobody uses', columns: { nodes: '[9]' } },
    { table: 'user', row: 'u1', columns: { email: 'owner@' } },
    { table: 'user', row: 'that nobody uses', columns: { email: 'somebody@' } },
    { table: 'settings', row: 'features.ldap', columns: { value: '{}' } },
  ]);
});

it('finds the same rows after what n8n does by itself, and after other runs', async () => {
  const before = await read();
  n8n.exec(`
    UPDATE workflow_entity SET "staticData" = '{}', "triggerCount" = 2;
    UPDATE "user" SET settings = '{"userActivated":true}', "lastActiveAt" = 'tomorrow';
    UPDATE credentials_entity SET "updatedAt" = 'tomorrow';
    DELETE FROM credentials_entity WHERE id = 'c5';
    DELETE FROM workflow_entity WHERE id = 'w5';
    INSERT INTO execution_entity VALUES (2, 'error');
    INSERT INTO settings VALUES ('instance.second', '2');
  `);
  const save = n8n.prepare('UPDATE credentials_entity SET data = ? WHERE id = ?');
  save.run(encrypted({ scope: 'c1', oauthTokenData: {} }), 'c1');
  save.run(encrypted({ scope: 'c9' }), 'c9');
  expect(await read()).toEqual(before);
});

it('finds a credential that was overwritten with what cannot be decrypted', async () => {
  n8n.exec("UPDATE credentials_entity SET data = 'plain text'");
  const [, untouched] = await read();
  expect(untouched?.columns).toEqual({ name: 'name of c9', data: 'unreadable' });
});

it('finds every row that a save without its condition meets', async () => {
  const before = await read();
  n8n.prepare('UPDATE credentials_entity SET name = ?, data = ?').run('x', encrypted({}));
  n8n.exec(`
    UPDATE shared_credentials SET role = 'user';
    UPDATE workflow_entity SET nodes = '[0]';
    UPDATE "user" SET email = 'x';
    UPDATE settings SET value = 'x';
  `);
  const now = await read();
  expect(now.map(({ table, row }) => [table, row])).toEqual(
    before.map(({ table, row }) => [table, row]),
  );
  for (const [index, { columns }] of now.entries())
    for (const [name, value] of Object.entries(columns))
      expect(value).not.toEqual(before[index]?.columns[name]);
});
