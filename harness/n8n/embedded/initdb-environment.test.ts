import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openLease } from '../../machine/lease.ts';
import { createPostgres } from './postgres-service.ts';

const folder = vi.hoisted(() => ({ path: '' }));
vi.mock('./postgres-binaries.ts', () => ({
  postgresBinaries: () => ({ initdb: `${folder.path}/initdb`, postgres: '/nowhere' }),
}));

it("nothing of the caller's environment but PATH is handed to initdb, which runs as another user where the harness is root", async () => {
  folder.path = mkdtempSync(join(tmpdir(), 'initdb-'));
  onTestFinished(() => rmSync(folder.path, { recursive: true, force: true }));
  writeFileSync(join(folder.path, 'initdb'), `#!/bin/sh\nenv > '${folder.path}/environment'\n`);
  chmodSync(join(folder.path, 'initdb'), 0o755);
  vi.stubEnv('OAUTH_CHAOS_N8N_PASSWORD', 'very-secret');
  onTestFinished(() => void vi.unstubAllEnvs());
  await using lease = await openLease('test', join(folder.path, 'leases'));
  await createPostgres({
    port: 1,
    logFile: join(folder.path, 'postgres.log'),
    lease,
    onProcess: () => undefined,
  });
  const names = readFileSync(join(folder.path, 'environment'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  expect(
    names.filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name ?? '')).toSorted(),
  ).toEqual(['LC_ALL', 'PATH', 'TZ']);
});
