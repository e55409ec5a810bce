import { connect, defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/pkce',
  title: 'A credential connected with PKCE, twice, refreshes like any other',
  why: `RFC 7636 protects the code, not the refresh: the verifier is made anew for each connect, nobody else sees it, and a refresh must not
depend on it.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7636'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { grant: 'pkce' } },
  workflows: { main: { use: 'http-request' } },
  plan: [connect(), execute(1), connect(), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
