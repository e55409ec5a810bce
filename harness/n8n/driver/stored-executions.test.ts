import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fake, type SinonSpy } from 'sinon';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { ExecutionRecords } from '../rest/execution-records.ts';
import { StoredExecutions } from './stored-executions.ts';

let n8n: DatabaseSync;
let readElsewhere: SinonSpy<[string], ReturnType<ExecutionRecords['read']>>;
let records: StoredExecutions;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'stored-executions-'));
  const file = join(folder, 'd.sqlite');
  n8n = new DatabaseSync(file);
  onTestFinished(() => {
    n8n.close();
    rmSync(folder, { recursive: true, force: true });
  });
  n8n.exec(`
    CREATE TABLE execution_entity
      (id INTEGER PRIMARY KEY, "workflowId" TEXT, status TEXT, mode TEXT, "startedAt" TEXT,
       "stoppedAt" TEXT, "deletedAt" TEXT);
    CREATE TABLE execution_data ("executionId" INTEGER, data TEXT, "workflowData" TEXT);
    INSERT INTO execution_entity VALUES
      (8, 'w1', 'success', 'webhook', '2030-01-02 03:04:05.678', '2030-01-02 03:04:06.789', NULL),
      (9, 'w2', 'success', 'webhook', NULL, NULL, NULL),
      (10, 'w1', 'running', 'webhook', NULL, NULL, NULL),
      (11, 'w1', 'error', 'webhook', NULL, NULL, '2030-01-02 03:04:05.678');
    INSERT INTO execution_data VALUES (8, '[{"a":"1"},"b"]', '{"nodes":[]}'), (10, '[]', '{}');
  `);
  readElsewhere = fake.resolves(undefined);
  records = new StoredExecutions(
    { dialect: 'sqlite', file },
    { lookEveryMs: 1, list: fake.rejects(new Error('not asked')), read: readElsewhere },
  );
});

it('lists the executions of one workflow, the newest first, without deleted ones', async () => {
  expect(await records.list('w1', 20)).toEqual([
    { id: '10', status: 'running' },
    { id: '8', status: 'success' },
  ]);
  expect(await records.list('w1', 1)).toEqual([{ id: '10', status: 'running' }]);
});

it('reads a record with its data, and the text to be searched for secrets', async () => {
  const record = await records.read('8');
  expect(record?.detail).toEqual({
    id: '8',
    status: 'success',
    mode: 'webhook',
    startedAt: '2030-01-02T03:04:05.678Z',
    stoppedAt: '2030-01-02T03:04:06.789Z',
    data: '[{"a":"1"},"b"]',
  });
  expect(record?.text).toContain('[{"a":"1"},"b"]');
  expect(record?.text).toContain('nodes');
});

it('asks n8n itself for an execution whose data is not in the database', async () => {
  await records.read('8');
  expect(readElsewhere.called).toBe(false);
  await records.read('9');
  expect(readElsewhere.args).toEqual([['9']]);
});

it('does not wait for a writer that keeps readers out', async () => {
  n8n.exec('BEGIN EXCLUSIVE');
  await expect(records.list('w1', 20)).rejects.toMatchObject({ code: 'database-unreachable' });
  n8n.exec('ROLLBACK');
  expect(await records.list('w1', 1)).toHaveLength(1);
});

it('an n8n without these tables is no database that is away for a while', async () => {
  n8n.exec('DROP TABLE execution_data');
  await expect(records.read('8')).rejects.toThrow(/no such table/);
  await expect(records.read('8')).rejects.not.toMatchObject({ code: 'database-unreachable' });
});
