import { defineScenario, execute, inject, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'blast-radius/concurrent-refresh',
  title: 'Two credentials at the same provider meet their expired tokens at the same moment',
  why: `Whatever keeps two refreshes of one credential apart must not mix up two credentials: each account gets tokens of its own consent
(RFC 6749 §10.3), and neither waits for, or works with, the tokens of the other.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.3',
    'https://github.com/n8n-io/n8n/pull/33092',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: {}, bystander: {} },
  workflows: {
    main: { use: 'http-request' },
    bystander: { use: 'http-request', credential: 'bystander' },
  },
  plan: [
    execute(2, { workflow: ['main', 'bystander'] }),
    inject('access-token/expired'),
    rendezvous(2),
    execute(2, { concurrency: 2, workflow: ['main', 'bystander'] }),
    execute(1, { workflow: 'bystander' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
