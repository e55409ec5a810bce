import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/concurrent-refresh',
  title: 'Twelve executions on two workers meet one expired token while refresh tokens rotate',
  why: `More executions than one worker takes meet the same 401, so at least two processes want to refresh one credential. What keeps items of one process
from refreshing twice does not help between processes: they need a lock they share. The token endpoint answers after 0.2 s.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/12742',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('token/slow', { by: '200ms' }),
    rendezvous(12),
    execute(12, { concurrency: 12 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
