import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/microsoft-to-do',
  title: 'The Microsoft To Do node meets an expired token',
  why: `Nodes of n8n with a type of credential of their own call through other helpers than HTTP Request, with a client authentication and a scope that the type
fixes. Microsoft replaces the refresh token at each refresh. The refresh has to keep all of it (RFC 6749 §6).`,
  links: ['https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens'],
  realm: {
    scopes: 'openid offline_access Tasks.ReadWrite',
    requiredScope: 'Tasks.ReadWrite',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'microsoft-to-do', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
