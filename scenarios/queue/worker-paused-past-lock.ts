import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/worker-paused-past-lock',
  title:
    'The worker that refreshes freezes for longer than its lock lives, and wakes up after another one has refreshed',
  why: `A lock with a time to live is lost by whoever stands still (a frozen machine, a starved container). The refresh it had sent is carried out all the same,
and the next holder presents a spent token. The provider's grace of a minute is there for just that: both must end up with the pair that lives.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family', grace: '60s' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/paused', { when: 'refresh-received', lock: 'expired', until: 'next-refresh' }),
    rendezvous(12),
    execute(12, { concurrency: 12 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  expect: {
    recovery: 'automatic',
    within: '20s',
    without: {
      'no-needless-refresh':
        'Whoever takes over the lock of one that stands still cannot know that its refresh was carried out.',
    },
  },
});
