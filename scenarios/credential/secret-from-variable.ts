import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/secret-from-variable',
  title: 'The secret of a credential is an expression that reads an environment variable',
  why: `Secrets live in a vault or in the environment, and the field says where. The expression has to give the secret at the connect and at every refresh,
in whatever process that happens; a client that sends nothing, or the expression itself, is refused with invalid_client.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/13110',
    'https://github.com/n8n-io/n8n/issues/24828',
  ],
  credentials: {
    main: { expressions: { clientSecret: '={{ $env.OAUTH_CHAOS_CLIENT_SECRET }}' } },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
