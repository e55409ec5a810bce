import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/grace',
  title:
    'Four executions meet one expired token while the old refresh token lives on for a grace period',
  why: 'Many providers forgive a replay for some seconds. Inside that grace even a client that refreshes more than once must come out with a pair that works at the next expiry.',
  links: [
    'https://developer.okta.com/docs/guides/refresh-tokens/main/#grace-period-for-token-rotation',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('rotation/grace', { grace: '30s' }),
    inject('access-token/expired'),
    rendezvous(4),
    execute(4, { concurrency: 4 }),
    heal('access-token/expired'),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
