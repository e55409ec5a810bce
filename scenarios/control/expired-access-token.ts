import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'control/expired-access-token',
  title: 'An access token expires and is refreshed, as it is every hour everywhere',
  why: 'RFC 6749 §1.5: the ordinary life of a credential. The API answers 401, the client refreshes once, repeats the call, and nobody notices.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-1.5'],
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [execute(2), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
