import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/gitlab',
  title: 'The GitLab node meets an expired token',
  why: `Nodes of n8n with a type of credential of their own call through other helpers than HTTP Request, with a client authentication and a scope that the type
fixes. GitLab rotates its refresh tokens. The refresh has to keep all of it (RFC 6749 §6).`,
  links: ['https://docs.gitlab.com/api/oauth2/'],
  realm: {
    scopes: 'api',
    requiredScope: 'api',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'gitlab', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
