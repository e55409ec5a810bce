import { defineScenario, execute, inject, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'client-credentials/concurrent-expiry',
  title: 'Six items of a client-credentials workflow meet one expired token',
  why: 'Nothing is lost here when every item asks for its own token, but providers meter the token endpoint (often a few calls a minute): one expiry should cost one call.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.4'],
  credentials: { main: { grant: 'client-credentials', authentication: 'body' } },
  workflows: { main: { use: 'http-request', items: 6 } },
  plan: [execute(1), inject('access-token/expired'), rendezvous(6), execute(1)],
  expect: { recovery: 'unaffected', during: 'success' },
});
