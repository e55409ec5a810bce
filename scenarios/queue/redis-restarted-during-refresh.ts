import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/redis-restarted-during-refresh',
  title: 'Redis restarts while a worker refreshes, and has forgotten who holds the lock',
  why: `A Redis without persistence comes back empty: a worker that waited finds the lock free while the other one still refreshes. With single-use tokens its
refresh presents a spent token (RFC 9700 §4.14.2) unless it is kept from refreshing by more than Redis' memory. The token endpoint takes four seconds, so that the other one surely comes in between.`,
  links: [
    'https://docs.n8n.io/hosting/scaling/queue-mode/',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('token/slow', { by: '4s' }),
    inject('redis/restarted', { when: 'refresh-received' }),
    rendezvous(12),
    execute(12, { concurrency: 12 }),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  executionDeadline: '20s',
  expect: {
    recovery: 'automatic',
    within: '30s',
    without: {
      'recovery-within-budget':
        'Executions whose job Redis has forgotten cannot end in time; that is a loss of the queue, whatever the credential does.',
      'failure-text-helps': 'Where Redis has forgotten the job, its message is about that.',
    },
  },
});
