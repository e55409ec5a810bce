import { QUIET_N8N } from '../../model/quiet-n8n.ts';
import type { DatabaseAddress } from './database.ts';

export interface N8nPorts {
  readonly web: number;
  /** Task-runner broker. */
  readonly broker: number;
}

/** Where a queue's Redis is. The password stays in memory. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly password: string;
}

/** What all processes of one n8n are told alike, and what each is told for itself. */
export interface N8nSettings {
  readonly userFolder: string;
  /** Address to listen on. */
  readonly listen: string;
  readonly ports: N8nPorts;
  readonly encryptionKey: string;
  readonly database: DatabaseAddress;
  /** With it executions go to workers. */
  readonly redis?: RedisAddress;
  /** Settings the user chose; they win. */
  readonly chosen: Readonly<Record<string, string>>;
}

/**
 * Every execution stays in the database whatever the clock says: a clock moved ahead would have
 * them pruned.
 */
const KEEP_EXECUTIONS = {
  EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
  EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
  EXECUTIONS_DATA_PRUNE: 'false',
} as const;

/**
 * A job of a worker that died is given up after this; n8n's own 60 s, looked for every 30 s, would
 * make each such scenario take a minute and a half. Workers renew it every 5 s.
 */
const WORKER_PACE = {
  QUEUE_WORKER_LOCK_DURATION: '20000',
  QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
  QUEUE_WORKER_STALLED_INTERVAL: '5000',
} as const;

/** n8n's own settings for one of its processes, as environment variables. */
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
    // The level at which n8n says when it refreshes a token.
    N8N_LOG_LEVEL: 'debug',
    ...QUIET_N8N,
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

/** The health port is the worker's only door; on the main process n8n does not open it. */
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
