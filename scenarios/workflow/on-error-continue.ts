import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/on-error-continue',
  title: 'A node that continues after an error meets an expired token',
  why: `A refusal for an expired token is no failure of the item: with On Error set to continue the text of a 401 would go on as its result (RFC 6750 §3.1).`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'on-error', by: 'item', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
