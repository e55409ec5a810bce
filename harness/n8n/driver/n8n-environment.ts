import { QUIET_N8N } from '../../model/quiet-n8n.ts';
import type { DatabaseAddress } from './database.ts';
import { ownVariables } from './own-variables.ts';

export interface N8nPorts {
  readonly web: number;
  /** Port of the task-runner broker. */
  readonly broker: number;
}

/** Address of the Redis of a queue. The password stays in memory. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly password: string;
}

/** The settings of one n8n process; some of them are the same for all processes of one n8n. */
export interface N8nSettings {
  readonly userFolder: string;
  /** Address on which n8n listens. */
  readonly listen: string;
  readonly ports: N8nPorts;
  readonly encryptionKey: string;
  readonly database: DatabaseAddress;
  /** Address of Redis; when it is set, workers run the executions. */
  readonly redis?: RedisAddress;
  /** Settings that the user chose; they override all others. */
  readonly chosen: Readonly<Record<string, string>>;
}

/**
 * Keeps every execution in the database: when a fault moves the clock ahead, n8n would otherwise
 * prune them.
 */
const KEEP_EXECUTIONS = {
  EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
  EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
  EXECUTIONS_DATA_PRUNE: 'false',
} as const;

/**
 * After this time n8n gives up the job of a worker that died. With n8n's default of 60 s, checked
 * every 30 s, each such scenario would take a minute and a half. Workers renew their jobs every 5
 * s.
 */
const WORKER_PACE = {
  QUEUE_WORKER_LOCK_DURATION: '20000',
  QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
  QUEUE_WORKER_STALLED_INTERVAL: '5000',
} as const;

/** The environment variables with n8n's settings for one of its processes. */
export function n8nEnvironment({
  userFolder,
  listen,
  ports,
  encryptionKey,
  database,
  redis,
  chosen,
}: N8nSettings): Readonly<Record<string, string>> {
  return {
    TZ: 'UTC',
    NO_COLOR: '1',
    N8N_USER_FOLDER: userFolder,
    N8N_ENCRYPTION_KEY: encryptionKey,
    N8N_HOST: '127.0.0.1',
    N8N_LISTEN_ADDRESS: listen,
    N8N_PORT: String(ports.web),
    N8N_RUNNERS_BROKER_PORT: String(ports.broker),
    N8N_SECURE_COOKIE: 'false',
    // At this level n8n logs when it refreshes a token.
    N8N_LOG_LEVEL: 'debug',
    ...QUIET_N8N,
    ...ownVariables(encryptionKey),
    // Without it n8n 2.x lets no expression read a variable.
    N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
    ...KEEP_EXECUTIONS,
    ...databaseEnvironment(database),
    ...(redis === undefined ? {} : queueEnvironment(redis, listen, ports.web)),
    ...chosen,
  };
}

function databaseEnvironment(database: DatabaseAddress): Readonly<Record<string, string>> {
  if (database.dialect === 'sqlite') return {};
  return {
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: database.host,
    DB_POSTGRESDB_PORT: String(database.port),
    DB_POSTGRESDB_DATABASE: database.database,
    DB_POSTGRESDB_USER: database.user,
    DB_POSTGRESDB_PASSWORD: database.password,
  };
}

/** A worker listens only on its health port. The main process does not open one. */
function queueEnvironment(
  { host, port, password }: RedisAddress,
  listen: string,
  healthPort: number,
): Readonly<Record<string, string>> {
  return {
    EXECUTIONS_MODE: 'queue',
    QUEUE_BULL_REDIS_HOST: host,
    QUEUE_BULL_REDIS_PORT: String(port),
    QUEUE_BULL_REDIS_PASSWORD: password,
    QUEUE_HEALTH_CHECK_ACTIVE: 'true',
    ...WORKER_PACE,
    QUEUE_HEALTH_CHECK_PORT: String(healthPort),
    N8N_WORKER_SERVER_ADDRESS: listen,
  };
}
