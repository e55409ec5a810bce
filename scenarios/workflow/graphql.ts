import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/graphql',
  title: 'The GraphQL node meets an expired token',
  why: `A GraphQL server answers errors of a query with 200, and an expired token with 401 as any API does (RFC 6750 §3.1). The node asks for the whole
response to see the difference, which has broken its refresh before.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'graphql', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
