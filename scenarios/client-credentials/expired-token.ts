import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'client-credentials/expired-token',
  title: 'A client-credentials token expires; there is no refresh token and none is needed',
  why: 'RFC 6749 §4.4.3: no refresh token is issued, the client simply asks again. A client that insists on a refresh token is dead at the first expiry.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.4.3'],
  credentials: { main: { grant: 'client-credentials' } },
  workflows: { main: { use: 'http-request', method: 'PUT' } },
  plan: [execute(2), inject('access-token/expired'), execute(2)],
  remedies: ['recreate'],
  expect: { recovery: 'unaffected', during: 'success' },
});
