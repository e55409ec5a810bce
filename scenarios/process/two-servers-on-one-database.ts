import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/two-servers-on-one-database',
  title: 'Two n8n servers on one database, without a queue, meet one expired token',
  why: `A rolling deployment runs the old and the new server side by side; a forgotten instance does so for months. They share the credential and no lock:
with single-use tokens the second refresh presents a spent token, and the provider revokes the family (RFC 9700 §4.14.2). The token endpoint takes 3 s, so
that neither can have saved before the other one looks.`,
  links: [
    'https://docs.n8n.io/hosting/scaling/queue-mode/',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('n8n/second-process'),
    inject('access-token/expired'),
    inject('token/slow', { by: '3s' }),
    rendezvous(8),
    execute(8, { concurrency: 8 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
