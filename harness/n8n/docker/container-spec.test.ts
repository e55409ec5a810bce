import { expect, it } from 'vitest';
import { containerSpec } from './container-spec.ts';

const spec = containerSpec({
  service: 'worker-1',
  kind: 'n8n',
  image: 'n8nio/n8n:2.41.1',
  lease: 'docker-2.41.1-0123',
  network: 'oauth-chaos-docker-2.41.1-0123',
  port: { inside: 40_000, here: 40_000 },
  command: ['worker'],
  environment: { N8N_PORT: '40000' },
  mounts: {
    '/oauth-chaos/home': { source: '/tmp/user' },
    '/oauth-chaos/shared': { source: '/tmp/shared', readOnly: true },
  },
  user: '1000:1000',
});

it('publishes its port on 127.0.0.1 only, and always the same one', () => {
  expect(spec.HostConfig?.PortBindings).toEqual({
    '40000/tcp': [{ HostIp: '127.0.0.1', HostPort: '40000' }],
  });
});

it('carries the lease, and is called as its service is in the network of its n8n', () => {
  expect(spec.Labels).toEqual({
    'n8n-oauth-chaos.lease': 'docker-2.41.1-0123',
    'n8n-oauth-chaos.service': 'worker-1',
  });
  expect(spec.name).toBe('oauth-chaos-docker-2.41.1-0123-worker-1');
  expect(spec.NetworkingConfig).toEqual({
    EndpointsConfig: { 'oauth-chaos-docker-2.41.1-0123': { Aliases: ['worker-1'] } },
  });
});

it('has limits, and sees of this machine what it needs', () => {
  expect(spec.HostConfig).toMatchObject({
    Memory: 2 * 1024 ** 3,
    MemorySwap: 2 * 1024 ** 3,
    PidsLimit: 1024,
    SecurityOpt: ['no-new-privileges'],
  });
  expect(spec.HostConfig?.Binds).toEqual([
    '/tmp/user:/oauth-chaos/home:z',
    '/tmp/shared:/oauth-chaos/shared:ro,z',
  ]);
  expect(spec.User).toBe('1000:1000');
});
