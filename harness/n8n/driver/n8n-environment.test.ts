import { afterEach, describe, expect, it, vi } from 'vitest';
import { n8nEnvironment } from './n8n-environment.ts';

afterEach(() => vi.unstubAllEnvs());

describe('n8nEnvironment', () => {
  it('takes nothing of the caller’s but PATH, with n8n’s own Node first', () => {
    for (const name of ['N8N_LOG_LEVEL', 'DB_TYPE', 'HTTP_PROXY', 'NODE_OPTIONS', 'NODE_ENV']) vi.stubEnv(name, 'mine');
    vi.stubEnv('PATH', '/usr/bin');
    const environment = n8nEnvironment({ node: '/nodes/24/bin/node', userFolder: '/u', ports: { web: 1, broker: 2 }, encryptionKey: 'k' });
    expect(Object.values(environment)).not.toContain('mine');
    expect(environment).toMatchObject({ PATH: '/nodes/24/bin:/usr/bin', N8N_PORT: '1', N8N_RUNNERS_BROKER_PORT: '2', N8N_USER_FOLDER: '/u', N8N_ENCRYPTION_KEY: 'k', N8N_LISTEN_ADDRESS: '127.0.0.1' });
  });
});
