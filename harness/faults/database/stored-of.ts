import type { DatabaseSession } from '../../model/system.ts';

/** The stored credential as it stands in the database, encrypted. */
export async function storedOf(
  { dialect, run }: Pick<DatabaseSession, 'dialect' | 'run'>,
  credentialId: string,
): Promise<unknown> {
  const id = dialect === 'sqlite' ? '?' : '$1';
  const [row] = await run(`SELECT data FROM credentials_entity WHERE id = ${id}`, [credentialId]);
  return row?.['data'];
}
