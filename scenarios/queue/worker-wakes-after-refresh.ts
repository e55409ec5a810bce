import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/worker-wakes-after-refresh',
  title:
    'A worker freezes in its refresh and wakes up when the tokens of another worker’s refresh are in use',
  why: `What the frozen worker was given is older than what is stored by now, and the provider ended it when it gave the other pair (so does Keycloak once a newer
token was used). A worker that saves without looking whether it still holds the lock puts a dead pair in the place of the one that lives.`,
  links: [
    'https://github.com/keycloak/keycloak/issues/50999',
    'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html',
  ],
  realm: {
    refreshToken: {
      rotation: 'single-use',
      onReuse: 'revoke-family',
      grace: '60s',
      graceReply: 'new-pair',
    },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/paused', { when: 'refresh-received', lock: 'expired', until: 'next-use' }),
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
