import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { openDatabase, type DatabaseAddress } from './database.ts';

type Postgres = Extract<DatabaseAddress, { dialect: 'postgres' }>;

/** What SQLite keeps beside the file: a killed n8n leaves committed changes there. */
const PARTS = ['', '-wal', '-shm'] as const;
const COPY = '.before-upgrade';

/** The database of the copy, and one that every Postgres has and that n8n does not use. */
const COPY_DATABASE = 'n8n_before_upgrade';
const ELSEWHERE = 'template1';

/**
 * Makes a copy of n8n's database, as an operator does before an upgrade; n8n must not run. A copy
 * that is there is replaced.
 * @throws HarnessError `database-unreachable`
 */
export async function copyData(database: DatabaseAddress): Promise<void> {
  if (database.dialect === 'postgres')
    return duplicate(database, { from: database.database, to: COPY_DATABASE });
  await copyParts(database.file, `${database.file}${COPY}`);
}

/**
 * Puts the copy in the place of n8n's database; n8n must not run. The copy stays.
 * @throws HarnessError `database-unreachable`
 */
export async function restoreData(database: DatabaseAddress): Promise<void> {
  if (database.dialect === 'postgres')
    return duplicate(database, { from: COPY_DATABASE, to: database.database });
  await copyParts(`${database.file}${COPY}`, database.file);
}

async function copyParts(from: string, to: string): Promise<void> {
  for (const part of PARTS) {
    await rm(`${to}${part}`, { force: true });
    if (existsSync(`${from}${part}`)) await copyFile(`${from}${part}`, `${to}${part}`);
  }
}

/** Postgres copies a database only while nobody is connected to it. */
async function duplicate(
  address: Postgres,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await using database = await openDatabase({ ...address, database: ELSEWHERE });
  await database.run('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    from,
  ]);
  await database.run(`DROP DATABASE IF EXISTS "${to}" WITH (FORCE)`);
  await database.run(`CREATE DATABASE "${to}" TEMPLATE "${from}"`);
}
