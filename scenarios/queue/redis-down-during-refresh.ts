import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/redis-down-during-refresh',
  title: 'Redis is away for three seconds while a worker refreshes',
  why: `Redis holds the lock of the credential and the queue. Whoever waits for the lock cannot tell a lock that is held from a Redis that does not answer;
going on without the lock spends a refresh token twice (RFC 9700 §4.14.2).`,
  links: [
    'https://docs.n8n.io/hosting/scaling/queue-mode/',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('redis/down', { when: 'refresh-received', for: '3s' }),
    rendezvous(12),
    execute(12, { concurrency: 12 }),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  expect: { recovery: 'automatic', within: '30s' },
});
