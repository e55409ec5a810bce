import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningTarget } from '../../model/target.ts';
import { createEmbeddedTarget } from './embedded-target.ts';

const { signal } = new AbortController();
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const NOWHERE = 'http://127.0.0.1:9';
const OWN = { credentials: new Map<string, string>(), workflows: new Map<string, string>() };

let directory: string;
let n8n: RunningTarget;

beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'e2e-')));
  const target = await createEmbeddedTarget(VERSION, { onProgress: () => {} });
  const provider = { here: NOWHERE, there: NOWHERE };
  n8n = await target.start({ directory, onProcess: () => {}, provider, signal });
});
afterAll(async () => {
  await n8n?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

it(`knows in n8n ${VERSION} what nobody uses, and sees a save that meets it`, async () => {
  const before = (await n8n.readStoredRows?.(OWN)) ?? [];
  const tables = before.filter(({ row }) => row.includes('that nobody uses'));
  expect(tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['credentials_entity', 'workflow_entity', 'user', 'project_relation']),
  );
  expect(before[0]?.columns['data']).toMatchObject({ oauthTokenData: { access_token: 'unused' } });
  expect(await n8n.readStoredRows?.(OWN)).toEqual(before);
  await using database = await n8n.system?.openDatabase();
  await database?.run("UPDATE credentials_entity SET name = 'renamed'");
  const now = (await n8n.readStoredRows?.(OWN)) ?? [];
  expect(now[0]?.columns).toEqual({ ...before[0]?.columns, name: 'renamed' });
  expect(now.slice(1)).toEqual(before.slice(1));
});
