import { HarnessError } from '../../model/error.ts';
import { decryptCredential } from './decrypt-credential.ts';

/** n8n writes while we read: how long SQLite may wait for its lock. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Reads a credential straight from n8n's SQLite database, with all that was committed, and hands its decrypted fields to
 * `reduce`. Nothing is kept. Only a read-only connection is opened; n8n need not even run.
 * @throws HarnessError `stored-credential-missing`, `stored-credential-unreadable`
 */
export async function readStoredCredential<T>(database: string, encryptionKey: string, id: string, reduce: (fields: Readonly<Record<string, unknown>>) => T): Promise<T> {
  // Loaded when needed: it prints a warning on Node 22.
  const { DatabaseSync } = await import('node:sqlite');
  let data: unknown;
  try {
    const connection = new DatabaseSync(database, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      data = connection.prepare('SELECT data FROM credentials_entity WHERE id = ?').get(id)?.['data'];
    } finally {
      connection.close();
    }
  } catch (cause) {
    throw new HarnessError('stored-credential-unreadable', "Could not read the stored credential: n8n's database could not be read.", { cause });
  }
  if (typeof data !== 'string') throw new HarnessError('stored-credential-missing', `Could not read the stored credential: there is none with the id '${id}' in n8n's database.`);
  return reduce(decryptCredential(data, encryptionKey));
}
