import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/secret-from-variable-of-client',
  title: 'A client fetches its tokens with a secret that an expression reads from the environment',
  why: `With the client credentials grant the first token is fetched by a workflow that runs, and not by somebody who connects: the expression has to give
the secret there, too, and again when the token is renewed.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/13110',
    'https://github.com/n8n-io/n8n/issues/24828',
  ],
  credentials: {
    main: {
      grant: 'client-credentials',
      authentication: 'body',
      expressions: { clientSecret: '={{ $env.OAUTH_CHAOS_CLIENT_SECRET }}' },
    },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  expect: { recovery: 'unaffected', during: 'success' },
});
