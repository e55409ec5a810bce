import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'client-credentials/first-token',
  title: 'Six items of the very first execution need a token that nobody has fetched yet',
  why: `Before the first run a client-credentials credential has no token at all. Six items must not fetch six: token endpoints are metered per client,
and some providers keep only the newest token alive.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.4'],
  credentials: { main: { grant: 'client-credentials' } },
  workflows: { main: { use: 'http-request', items: 6 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['recreate'],
  expect: { recovery: 'unaffected', during: 'success' },
});
