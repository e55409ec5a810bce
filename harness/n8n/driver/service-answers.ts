import { causeText } from '../../machine/cause-text.ts';
import { openDatabase, type DatabaseAddress } from './database.ts';
import type { RedisAddress } from './n8n-environment.ts';

/** PostgreSQL's error codes for a client that it does not let in (Appendix A, class 28). */
const NOT_LET_IN = /^28/;

/**
 * True when Postgres answers a query.
 * @throws Error when it does not accept who asks: it never will
 */
export async function postgresAnswers(address: DatabaseAddress): Promise<boolean> {
  try {
    await using database = await openDatabase(address);
    await database.run('SELECT 1');
    return true;
  } catch (error) {
    if (error instanceof Error && NOT_LET_IN.test(codeOf(error.cause)))
      throw new Error(`it does not let us in (${causeText(error)})`, { cause: error });
    return false;
  }
}

/** True once Redis answers. @throws Error when it does not accept the password: it never will */
export async function redisAnswers({ host, port, password }: RedisAddress): Promise<boolean> {
  const { Redis } = await import('ioredis');
  const client = new Redis({
    host,
    port,
    password,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch (error) {
    if (error instanceof Error && /^(NOAUTH|WRONGPASS)/.test(error.message))
      throw new Error(`it does not let us in (${error.message})`, { cause: error });
    return false;
  } finally {
    client.disconnect();
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
