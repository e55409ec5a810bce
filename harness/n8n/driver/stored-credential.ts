import { HarnessError } from '../../model/error.ts';
import type { DatabaseSession } from '../../model/system.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';
import { decryptCredential, type DataKey } from './decrypt-credential.ts';

/**
 * Reads a credential directly from n8n's database, with everything that was committed, and passes
 * its decrypted fields to `reduce`. Keeps no copy, of data keys neither: n8n may rotate them at any
 * time. Works even when n8n does not run.
 * @throws HarnessError `stored-credential-missing`, `stored-credential-unreadable`
 */
export async function readStoredCredential<T>(
  address: DatabaseAddress,
  encryptionKey: string,
  id: string,
  reduce: (fields: Readonly<Record<string, unknown>>) => T,
): Promise<T> {
  await using database = await openForReading(address);
  const data = await readData(database, id);
  if (typeof data !== 'string')
    throw new HarnessError(
      'stored-credential-missing',
      `Could not read the stored credential: there is none with the id '${id}' in n8n's database.`,
    );
  return reduce(await decryptedFields(database, encryptionKey, data));
}

/**
 * Decrypts the data of a credential that was read from this database.
 * @throws HarnessError `stored-credential-unreadable`
 */
export function decryptedFields(
  database: DatabaseSession,
  encryptionKey: string,
  data: string,
): Promise<Readonly<Record<string, unknown>>> {
  // A data key is in the table before anything is encrypted with it, and n8n never deletes one; so
  // the second query finds the key of what the first one read.
  const dataKey = (keyId: string): Promise<DataKey | undefined> => readDataKey(database, keyId);
  return decryptCredential(data, { encryptionKey, dataKey });
}

async function readData(database: DatabaseSession, id: string): Promise<unknown> {
  const [row] = await query(
    database,
    `SELECT data FROM credentials_entity WHERE id = ${placeholder(database)}`,
    id,
  );
  return row?.['data'];
}

async function readDataKey(database: DatabaseSession, id: string): Promise<DataKey | undefined> {
  const [row] = await query(
    database,
    `SELECT algorithm, value FROM deployment_key WHERE type = 'data_encryption' AND id = ${placeholder(database)}`,
    id,
  );
  return row && { algorithm: row['algorithm'], value: row['value'] };
}

function placeholder({ dialect }: DatabaseSession): string {
  return dialect === 'sqlite' ? '?' : '$1';
}

type Rows = Awaited<ReturnType<DatabaseSession['run']>>;

async function query(database: DatabaseSession, statement: string, id: string): Promise<Rows> {
  try {
    return await database.run(statement, [id]);
  } catch (cause) {
    throw databaseUnreadable(cause);
  }
}

async function openForReading(address: DatabaseAddress): Promise<DatabaseSession> {
  try {
    return await openDatabase(address, { readOnly: true });
  } catch (cause) {
    throw databaseUnreadable(cause);
  }
}

function databaseUnreadable(cause: unknown): HarnessError {
  return new HarnessError(
    'stored-credential-unreadable',
    "Could not read the stored credential: n8n's database could not be read.",
    { cause },
  );
}
