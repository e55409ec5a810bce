import { usageError } from '../../model/usage-error.ts';
import type { DatabaseAddress } from '../../n8n/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables with the password: that of Postgres' own programs, and n8n's. */
const PASSWORDS = ['PGPASSWORD', 'DB_POSTGRESDB_PASSWORD'];

/**
 * Reads the address of a Postgres, `postgres://user@host:5432/database`. The password comes from the
 * environment: other users of the machine can read a command line.
 * @throws HarnessError `usage`
 */
export function readPostgresAddress(
  text: string,
  env: Environment,
): { readonly address: DatabaseAddress; readonly name: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const form = 'Write postgres://user@host:5432/database';
  // Checked before the address appears in any message.
  if (url !== undefined && url.password !== '')
    throw usageError(
      'Could not use --database: it contains a password.',
      `Put it into the environment variable ${PASSWORDS[0]}.`,
    );
  if (url === undefined || url.hostname === '')
    throw usageError('Could not use --database: it is no address of a Postgres.', form);
  if (url.search !== '' || url.hash !== '')
    throw usageError('Could not use --database: it has a query or a fragment.', form);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '' || url.username === '')
    throw usageError('Could not use --database: it names no user or no database.', form);
  const password = PASSWORDS.map((name) => env[name]).find((value) => value !== undefined) ?? '';
  return {
    name: `${url.protocol}//${url.host}/${database}`,
    address: {
      dialect: 'postgres',
      host: url.hostname.replaceAll(/[[\]]/g, ''),
      port: url.port === '' ? 5432 : Number(url.port),
      database,
      user: decodeURIComponent(url.username),
      password,
    },
  };
}
