import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/concurrent-refresh',
  title: 'Eight executions meet one expired token while refresh tokens rotate',
  why: `Refresh tokens work once and their reuse revokes the family (RFC 9700 §4.14.2). Eight executions see the same 401 before any of them has refreshed;
if each of them refreshes, seven present a spent token, the provider takes it for theft, and the credential is dead.`,
  links: ['https://github.com/n8n-io/n8n/issues/12742', 'https://github.com/n8n-io/n8n/pull/33092'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    rendezvous(8),
    execute(8, { concurrency: 8 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
