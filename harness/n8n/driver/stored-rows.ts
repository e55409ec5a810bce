import type { OwnRows, StoredRow } from '../../model/client.ts';
import type { DatabaseSession } from '../../model/system.ts';
import type { Untouched } from '../rest/untouched.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';
import { decryptedFields } from './stored-credential.ts';
import { tableNames } from './stored-texts.ts';

/** A table in which a run may change nothing but what it is allowed to. */
interface Watched {
  readonly table: string;
  /** Columns that tell its rows apart. They are not compared. */
  readonly keys: readonly [string, ...string[]];
  /** Which rows, by their first key; every row of a table that has few. */
  readonly which?: keyof OwnRows | readonly string[];
  /** Columns that n8n itself writes at any time. */
  readonly n8nWrites?: readonly string[];
}

const STAMPS: readonly string[] = ['createdAt', 'updatedAt'];

/** What n8n changes by itself at any time is no table of these, or one of the columns left out. */
const WATCHED: readonly Watched[] = [
  { table: 'credentials_entity', keys: ['id'], which: 'credentials' },
  { table: 'shared_credentials', keys: ['credentialsId', 'projectId'], which: 'credentials' },
  {
    table: 'workflow_entity',
    keys: ['id'],
    which: 'workflows',
    n8nWrites: ['staticData', 'statistics', 'triggerCount', 'versionCounter'],
  },
  { table: 'shared_workflow', keys: ['workflowId', 'projectId'], which: 'workflows' },
  // In its settings n8n notes the first workflow that succeeded.
  { table: 'user', keys: ['id'], n8nWrites: ['settings', 'lastActiveAt'] },
  { table: 'project', keys: ['id'] },
  { table: 'project_relation', keys: ['projectId', 'userId'] },
  { table: 'variables', keys: ['id'] },
  {
    table: 'settings',
    keys: ['key'],
    which: ['userManagement.isInstanceOwnerSetUp', 'ui.banners.dismissed', 'features.ldap'],
  },
  // A data key comes with every rotation; without the old one its credentials cannot be read.
  {
    table: 'deployment_key',
    keys: ['type', 'id'],
    which: ['instance.id', 'signing.hmac', 'signing.jwt', 'signing.binary_data'],
  },
];

/** The name of the rows that the harness has put there. */
const UNTOUCHED = 'that nobody uses';

/**
 * The rows of n8n's database that a run must leave alone: of the tables of credentials and
 * workflows those of the run itself and those that nobody uses, because other runs go on beside it.
 */
export async function readStoredRows(
  address: DatabaseAddress,
  encryptionKey: string,
  own: OwnRows,
  untouched: Untouched,
): Promise<readonly StoredRow[]> {
  await using database = await openDatabase(address, { readOnly: true });
  const there = new Set(await tableNames(database));
  const names = namesOf(own, untouched);
  const rows: StoredRow[] = [];
  for (const watched of WATCHED.filter(({ table }) => there.has(table))) {
    const { table, keys, n8nWrites = [] } = watched;
    const left = new Set([...keys, ...STAMPS, ...n8nWrites]);
    for (const found of await select(database, watched, own, untouched)) {
      const ids = keys.map((key) => String(found[key]));
      const columns = Object.entries(found).filter(([name]) => !left.has(name));
      rows.push({
        table,
        row: ids.map((id) => names.get(id) ?? id).join(' in '),
        ...(table === 'workflow_entity' && ids[0] !== untouched.workflows
          ? { workflow: names.get(ids[0] ?? '') ?? '' }
          : {}),
        columns: Object.fromEntries(
          table === 'credentials_entity'
            ? await withoutTokens(columns, ids[0] === untouched.credentials)
            : columns,
        ),
      });
    }
  }
  return rows;

  /** The data of a credential of the run is left out: its tokens change. */
  async function withoutTokens(
    columns: readonly (readonly [string, unknown])[],
    isUntouched: boolean,
  ): Promise<readonly (readonly [string, unknown])[]> {
    const rest = columns.filter(([name]) => name !== 'data');
    const data = columns.find(([name]) => name === 'data')?.[1];
    if (!isUntouched || typeof data !== 'string') return rest;
    // Encrypted twice, the same data is not the same text.
    const fields = await decryptedFields(database, encryptionKey, data).catch(() => 'unreadable');
    return [...rest, ['data', fields]];
  }
}

const namesOf = (own: OwnRows, untouched: Untouched): ReadonlyMap<string, string> =>
  new Map([
    ...[...own.credentials, ...own.workflows].map(([name, id]) => [id, name] as const),
    ...Object.values(untouched).map((id) => [id, UNTOUCHED] as const),
  ]);

function select(
  database: DatabaseSession,
  { table, keys, which }: Watched,
  own: OwnRows,
  untouched: Untouched,
): ReturnType<DatabaseSession['run']> {
  const all = `SELECT * FROM "${table}"`;
  if (which === undefined) return database.run(all);
  const ids = typeof which === 'string' ? [...own[which].values(), untouched[which]] : which;
  const marks = ids.map((_, index) => (database.dialect === 'sqlite' ? '?' : `$${index + 1}`));
  return database.run(`${all} WHERE "${keys[0]}" IN (${marks.join(', ')})`, ids);
}
