import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/concurrent-refresh-items',
  title: 'Eight items of one execution meet one expired token while refresh tokens rotate',
  why: `HTTP Request sends its items in parallel, so one execution alone can start the storm: every item sees the 401 and wants to refresh with the
same single-use token (RFC 9700 §4.14.2).`,
  links: ['https://github.com/n8n-io/n8n/issues/12742', 'https://github.com/n8n-io/n8n/pull/33092'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', items: 8, method: 'POST' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    rendezvous(8),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
