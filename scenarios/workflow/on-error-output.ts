import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/on-error-output',
  title: 'A node whose failed items leave by an output of their own meets an expired token',
  why: `A refusal for an expired token is no failure of the item: it must be refreshed for, and not sorted out (RFC 6750 §3.1). A workflow that goes on after errors
would lose every item of the hour, and nobody would look.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'on-error', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
