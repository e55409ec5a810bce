import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { DatabaseAddress } from '../../n8n/index.ts';
import { fact, withheld, type Fact } from '../snapshot/fact.ts';
import { isOAuth2Type } from '../snapshot/oauth2-type.ts';
import { reduceWorkflow } from '../snapshot/reduce-workflow.ts';
import type { CredentialFacts, Snapshot, WorkflowFacts } from '../snapshot/snapshot.ts';
import { requireOwnKey, type GivenKey } from './given-key.ts';
import { readPostgresAddress } from './postgres-address.ts';
import { readCredential, type DataKeyRow } from './read-credential.ts';
import { openTables, type Tables } from './tables.ts';

/** A database of n8n: a file of SQLite, or the address of a Postgres. */
export interface DatabaseOptions {
  readonly database: string;
  readonly key: GivenKey | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const NO_KEY_GIVEN =
  'No key was given, so the data of credentials is not looked at. It is in N8N_ENCRYPTION_KEY of that n8n, or in the file config of its folder .n8n: --key-file ~/.n8n/config';

/**
 * Looks at n8n's database, which is opened for reading alone. n8n may run meanwhile.
 * @throws HarnessError `doctor-no-database`, `doctor-other-key` (64), `database-unreachable` (75)
 */
export async function readDatabase(options: DatabaseOptions): Promise<Snapshot> {
  const { key } = options;
  const { address, name } = locate(options);
  await using tables = await openTables(address, name);
  const at = Date.now();
  const rows = await tables.rows('credentials_entity', ['id', 'name', 'type']);
  const credentials: CredentialFacts[] = [];
  // One at a time, so that no more than one secret is in memory.
  for (const row of rows.filter(({ type }) => isOAuth2Type(String(type))))
    credentials.push(await readOne(tables, row, key, at));
  requireOwnKey(credentials, key, name);
  return {
    source: { kind: 'database', name },
    at,
    version: await versionIn(tables),
    topology: withheld('a database does not say whether n8n runs in queue mode'),
    clockAheadMs: withheld("a database does not show n8n's clock"),
    workflows: fact(await workflowsIn(tables)),
    credentials: fact(credentials),
    credentialIds: fact(new Set(rows.map(({ id }) => String(id)))),
    remarks:
      key === undefined && credentials.length > 0 ? [{ text: NO_KEY_GIVEN, incomplete: true }] : [],
  };
}

async function readOne(
  tables: Tables,
  row: Readonly<Record<string, unknown>>,
  key: GivenKey | undefined,
  now: number,
): Promise<CredentialFacts> {
  const id = String(row['id']);
  const [stored] = await tables.rows('credentials_entity', ['data', 'updatedAt'], { id });
  return readCredential(
    {
      id,
      name: String(row['name']),
      type: String(row['type']),
      data: stored?.['data'],
      updatedAt: stored?.['updatedAt'],
    },
    { key, now, dataKey: (keyId) => dataKeyIn(tables, keyId) },
  );
}

async function dataKeyIn(tables: Tables, id: string): Promise<DataKeyRow | undefined> {
  const columns = ['algorithm', 'value', 'status'];
  const [row] = await tables.rows('deployment_key', columns, { id, type: 'data_encryption' });
  return row && { algorithm: row['algorithm'], value: row['value'], status: row['status'] };
}

/** Newer versions note themselves each time they start; older ones nowhere. */
async function versionIn(tables: Tables): Promise<Fact<string>> {
  const rows = await tables.rows('instance_version_history', ['id', 'major', 'minor', 'patch']);
  const newest = rows.toSorted((one, other) => Number(other['id']) - Number(one['id']))[0];
  return newest === undefined
    ? withheld('this database does not say which version of n8n uses it')
    : fact(`${String(newest['major'])}.${String(newest['minor'])}.${String(newest['patch'])}`);
}

async function workflowsIn(tables: Tables): Promise<readonly WorkflowFacts[]> {
  const rows = await tables.rows('workflow_entity');
  return rows.flatMap((row) => {
    const workflow = Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, parsed(value)]),
    );
    return reduceWorkflow(workflow) ?? [];
  });
}

/** SQLite keeps JSON as text, Postgres as what it is. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Where the database is, and its name without anything secret. */
function locate({ database, cwd, env }: DatabaseOptions): {
  readonly address: DatabaseAddress;
  readonly name: string;
} {
  if (/^postgres(ql)?:/i.test(database)) return readPostgresAddress(database, env);
  const given = resolve(cwd, database);
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const file = isFolder ? join(given, 'database.sqlite') : given;
  if (!existsSync(file))
    throw new HarnessError(
      'doctor-no-database',
      `Could not open the database ${database}: there is no such file${isFolder ? ' database.sqlite in this folder' : ''}.`,
      {
        hint: 'Give the file database.sqlite in the folder .n8n, or postgres://user@host:5432/database',
        exitCode: 64,
      },
    );
  return { address: { dialect: 'sqlite', file }, name: database };
}
