import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/full-response',
  title: 'A node that never fails meets an expired token',
  why: `Never Error and Include Response Headers and Status make an answer of any status a result. A refusal for an expired token is not one that the workflow
can judge: it cannot refresh (RFC 6750 §3.1).`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'full-response', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
