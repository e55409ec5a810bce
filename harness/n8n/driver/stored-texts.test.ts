import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { readStoredTexts } from './stored-texts.ts';

it('reads every table but the data of credentials, and of executions what is new', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  const file = join(folder, 'database.sqlite');
  const n8n = new DatabaseSync(file);
  onTestFinished(() => {
    n8n.close();
    rmSync(folder, { recursive: true, force: true });
  });
  n8n.exec(`
    CREATE TABLE credentials_entity (id TEXT, name TEXT, data TEXT);
    CREATE TABLE execution_data ("executionId" INTEGER, data TEXT);
    CREATE TABLE "settings" (key TEXT, value TEXT);
    INSERT INTO credentials_entity VALUES ('c1', 'its name', 'its data');
    INSERT INTO execution_data VALUES (1, 'of an earlier run');
    INSERT INTO settings VALUES ('k', 'a setting');
  `);
  const address = { dialect: 'sqlite', file } as const;
  const { mark, text: none } = await readStoredTexts(address, 'end');
  expect([mark, none]).toEqual([1, '']);
  n8n.exec("INSERT INTO execution_data VALUES (2, 'of this run')");
  const { text, mark: later } = await readStoredTexts(address, mark);
  expect(later).toBe(2);
  for (const stored of ['its name', 'a setting', 'of this run']) expect(text).toContain(stored);
  expect(text).not.toMatch(/its data|of an earlier run/);
});
