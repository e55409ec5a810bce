import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/client-secret-in-body',
  title: 'A provider takes the client secret in the body only, also on refresh',
  why: 'RFC 6749 §2.3.1 allows it and many vendors demand it. Old versions sent the header on refresh all the same, and every refresh was invalid_client.',
  links: ['https://github.com/n8n-io/n8n/issues/9178', 'https://github.com/n8n-io/n8n/pull/9179'],
  realm: { clientAuthentication: 'body' },
  credentials: { main: { authentication: 'body' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(2), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
