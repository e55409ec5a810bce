import { afterEach, describe, expect, it, vi } from 'vitest';
import { QUIET_N8N } from '../../model/quiet-n8n.ts';
import { n8nEnvironment, type N8nSettings } from './n8n-environment.ts';

afterEach(() => vi.unstubAllEnvs());

const settings: N8nSettings = {
  userFolder: '/u',
  listen: '127.0.0.1',
  ports: { web: 1, broker: 2 },
  encryptionKey: 'k',
  database: { dialect: 'sqlite', file: '/u/d' },
  chosen: {},
};
const postgres = {
  dialect: 'postgres',
  host: 'db',
  port: 5,
  database: 'd',
  user: 'u',
  password: 'p',
} as const;

describe('n8nEnvironment', () => {
  it('asks nobody outside', () => {
    expect(n8nEnvironment(settings)).toMatchObject(QUIET_N8N);
  });

  it('takes nothing of the caller’s', () => {
    for (const name of ['N8N_LOG_LEVEL', 'DB_TYPE', 'HTTP_PROXY', 'NODE_OPTIONS', 'NODE_ENV'])
      vi.stubEnv(name, 'mine');
    const environment = n8nEnvironment(settings);
    expect(Object.values(environment)).not.toContain('mine');
    expect(environment).toMatchObject({
      N8N_PORT: '1',
      N8N_RUNNERS_BROKER_PORT: '2',
      N8N_USER_FOLDER: '/u',
      N8N_ENCRYPTION_KEY: 'k',
      N8N_LISTEN_ADDRESS: '127.0.0.1',
    });
    expect(
      Object.keys(environment).filter((name) => /^(DB_|QUEUE_|EXECUTIONS_MODE)/.test(name)),
    ).toEqual([]);
  });

  it('tells where Postgres and Redis are, and lets executions go to workers', () => {
    expect(
      n8nEnvironment({
        ...settings,
        database: postgres,
        redis: { host: 'r', port: 6, password: 's' },
      }),
    ).toMatchObject({
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: 'db',
      DB_POSTGRESDB_PORT: '5',
      DB_POSTGRESDB_PASSWORD: 'p',
      EXECUTIONS_MODE: 'queue',
      QUEUE_BULL_REDIS_HOST: 'r',
      QUEUE_BULL_REDIS_PASSWORD: 's',
      QUEUE_HEALTH_CHECK_PORT: '1',
    });
  });

  it('what the user chose wins', () => {
    expect(
      n8nEnvironment({ ...settings, chosen: { N8N_LOG_LEVEL: 'info' } })['N8N_LOG_LEVEL'],
    ).toBe('info');
  });
});
