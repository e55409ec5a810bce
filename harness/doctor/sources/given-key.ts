import { HarnessError } from '../../model/error.ts';
import { told } from '../snapshot/fact.ts';
import type { CredentialFacts } from '../snapshot/snapshot.ts';

/** The key under which n8n encrypts credentials. */
export interface GivenKey {
  readonly encryptionKey: string;
  /** Where it came from, for messages: `N8N_ENCRYPTION_KEY`, or a file. */
  readonly from: string;
}

/**
 * Refuses a key with which nothing opens: it is the key of another n8n.
 * @param where the credentials are, for the message
 * @throws HarnessError `doctor-other-key` (64)
 */
export function requireOwnKey(
  credentials: readonly CredentialFacts[],
  key: GivenKey | undefined,
  where: string,
): void {
  const tried = credentials.flatMap(({ encryption }) => told(encryption) ?? []);
  if (key === undefined || tried.length === 0 || tried.some(({ opens }) => opens)) return;
  throw new HarnessError(
    'doctor-other-key',
    `Could not decrypt the credentials in ${where}: ${tried.length === 1 ? 'the only one does not open' : `none of ${tried.length} opens`} with the key from ${key.from}.`,
    {
      hint: 'It is the key of another n8n. The right one is in the file config in the folder .n8n of that n8n, or in its N8N_ENCRYPTION_KEY.',
      exitCode: 64,
    },
  );
}
