import { HarnessError } from '../../model/error.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';
import { decryptCredential } from './decrypt-credential.ts';

/**
 * Reads a credential directly from n8n's database, with everything that was committed, and passes
 * its decrypted fields to `reduce`. Keeps no copy. Works even when n8n does not run.
 * @throws HarnessError `stored-credential-missing`, `stored-credential-unreadable`
 */
export async function readStoredCredential<T>(
  address: DatabaseAddress,
  encryptionKey: string,
  id: string,
  reduce: (fields: Readonly<Record<string, unknown>>) => T,
): Promise<T> {
  const data = await readData(address, id);
  if (typeof data !== 'string')
    throw new HarnessError(
      'stored-credential-missing',
      `Could not read the stored credential: there is none with the id '${id}' in n8n's database.`,
    );
  return reduce(decryptCredential(data, encryptionKey));
}

async function readData(address: DatabaseAddress, id: string): Promise<unknown> {
  try {
    await using database = await openDatabase(address, { readOnly: true });
    const [row] = await database.run(
      `SELECT data FROM credentials_entity WHERE id = ${address.dialect === 'sqlite' ? '?' : '$1'}`,
      [id],
    );
    return row?.['data'];
  } catch (cause) {
    throw new HarnessError(
      'stored-credential-unreadable',
      "Could not read the stored credential: n8n's database could not be read.",
      { cause },
    );
  }
}
