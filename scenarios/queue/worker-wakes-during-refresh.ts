import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/worker-wakes-during-refresh',
  title:
    'A worker freezes past its lock, wakes up to a refusal while another one refreshes, and gives up',
  why: `By then the lock is not its own: whoever frees it without looking lets a third execution refresh beside the second one. Both show the same refresh
token, and a provider that rotates takes that for theft and ends the consent (RFC 9700 §4.14.2).`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/#correct-implementation-with-a-single-instance',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/paused', { when: 'refresh-received', lock: 'expired', until: 'next-request' }),
    inject('token/unavailable', { times: 1 }),
    inject('token/slow', { by: '6s' }),
    rendezvous(12),
    execute(18, { concurrency: 12 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  expect: { recovery: 'automatic', during: 'visible', within: '20s' },
});
