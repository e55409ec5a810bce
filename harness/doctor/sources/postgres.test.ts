import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { expect, it, onTestFinished } from 'vitest';
import { openLease } from '../../machine/lease.ts';
import { openDatabase } from '../../n8n/driver/database.ts';
import { postgresBinaries } from '../../n8n/embedded/postgres-binaries.ts';
import { createPostgres } from '../../n8n/embedded/postgres-service.ts';
import { told } from '../snapshot/fact.ts';
import { encrypted, exportedWorkflow, KEY, SECRET } from '../testing/stored.ts';
import { readDatabase } from './database.ts';
import { openTables } from './tables.ts';

const { signal } = new AbortController();

function isInstalled(): boolean {
  try {
    return postgresBinaries(tmpdir()) !== undefined;
  } catch {
    return false;
  }
}

/** A Postgres of its own, with what doctor reads in it. */
async function furnished() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'doctor-postgres-')));
  const lease = await openLease('test', join(folder, 'leases'));
  const { service, address } = await createPostgres({
    port: await getPort(),
    logFile: join(folder, 'postgres.log'),
    lease,
    onProcess: () => undefined,
  });
  onTestFinished(async () => {
    await service.stop(true);
    await lease.release();
    rmSync(folder, { recursive: true, force: true });
  });
  await service.start(signal);
  await using database = await openDatabase(address);
  for (const table of [
    'credentials_entity (id text, name text, type text, data text, "updatedAt" timestamptz)',
    'workflow_entity (id text, name text, active boolean, nodes json, connections json, settings json)',
  ])
    await database.run(`CREATE TABLE ${table}`);
  await database.run(
    "INSERT INTO credentials_entity VALUES ('c1', 'main', 'oAuth2Api', $1, now())",
    [encrypted()],
  );
  await database.run(
    "INSERT INTO workflow_entity VALUES ('w1', 'Invoices', true, $1, '{}', '{}')",
    [JSON.stringify(exportedWorkflow().nodes)],
  );
  if (address.dialect !== 'postgres') throw new Error('It is no Postgres.');
  return address;
}

it.skipIf(!isInstalled())(
  'a Postgres is read as SQLite is, and nothing can be written',
  async () => {
    const address = await furnished();
    const { host, port, database, user, password } = address;
    const snapshot = await readDatabase({
      database: `postgres://${user}@${host}:${port}/${database}`,
      key: { encryptionKey: KEY, from: 'N8N_ENCRYPTION_KEY' },
      cwd: '/',
      env: { PGPASSWORD: password },
    });
    expect(snapshot.source.name).toBe(`postgres://${host}:${port}/${database}`);
    expect(told(snapshot.credentials)).toMatchObject([
      { id: 'c1', tokens: { is: { refreshToken: true } } },
    ]);
    expect(told(snapshot.workflows)).toMatchObject([{ id: 'w1', active: true, secrets: [{}] }]);
    expect(JSON.stringify(snapshot)).not.toContain(SECRET);
    await using tables = await openTables(address, 'it');
    // What is no name of a column would be carried out, were it allowed to.
    await expect(
      tables.rows('credentials_entity', [
        'id" FROM credentials_entity; DELETE FROM credentials_entity; SELECT "id',
      ]),
    ).rejects.toMatchObject({ message: expect.stringContaining('read-only transaction') });
  },
);

it.skipIf(!isInstalled())('the wrong password is told in one line', async () => {
  const { host, port, database } = await furnished();
  await expect(
    readDatabase({
      database: `postgres://nobody@${host}:${port}/${database}`,
      key: undefined,
      cwd: '/',
      env: { PGPASSWORD: 'hunter2' },
    }),
  ).rejects.toMatchObject({
    code: 'database-unreachable',
    exitCode: 75,
    message: expect.not.stringContaining('hunter2'),
  });
});
