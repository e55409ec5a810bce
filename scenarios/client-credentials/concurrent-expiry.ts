import { defineScenario, execute, inject, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'client-credentials/concurrent-expiry',
  title: 'Six items of a client-credentials workflow meet one expired token',
  why: `Nothing is lost when every item asks for its own token, but providers meter the token endpoint (often a few calls a minute): one expiry
should cost one call. A workflow with a single item fetches the first token, so that only the expiry is judged here.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.4'],
  credentials: { main: { grant: 'client-credentials', authentication: 'body' } },
  workflows: { main: { use: 'http-request', items: 6 }, 'first-token': { use: 'http-request' } },
  plan: [
    execute(1, { workflow: 'first-token' }),
    execute(1),
    inject('access-token/expired'),
    rendezvous(6),
    execute(1),
  ],
  remedies: ['recreate'],
  expect: { recovery: 'unaffected', during: 'success' },
});
