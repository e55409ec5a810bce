import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/mautic',
  title: 'The Mautic node meets an expired token',
  why: `Nodes of n8n with a type of credential of their own call through other helpers than HTTP Request, with a client authentication and a scope that the type
fixes. Mautic wants the client in the body of a refresh, too. The refresh has to keep all of it (RFC 6749 §6).`,
  links: ['https://developer.mautic.org/#authorization'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'mautic', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
