import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/pkce',
  title: 'A credential connected with PKCE refreshes like any other',
  why: 'RFC 7636 protects the code, not the refresh: the verifier is used once at the connect, and a refresh must not depend on it.',
  links: ['https://www.rfc-editor.org/rfc/rfc7636'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { grant: 'pkce' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(2), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
