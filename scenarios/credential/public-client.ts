import { connect, defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/public-client',
  title: 'A client without a secret connects with PKCE, and refreshes without one',
  why: `Providers register apps that run at a customer's as public clients (RFC 6749 §2.1): they have no secret, PKCE takes its place, and every token
request names the client in its body (§3.2.1). A client that sends an empty secret is refused as one with a wrong secret.`,
  links: [
    'https://github.com/n8n-io/n8n/pull/19601',
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1',
    'https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { grant: 'pkce', client: 'public' } },
  workflows: { main: { use: 'http-request' } },
  plan: [connect(), execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
