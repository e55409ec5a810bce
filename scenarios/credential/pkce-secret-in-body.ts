import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/pkce-secret-in-body',
  title:
    'A client with a secret connects with PKCE at a provider that takes the secret in the body only',
  why: `PKCE does not say where the secret travels (RFC 7636 §4.5). A client that minds the field Authentication with one grant and not with the other
gets invalid_client from a provider that looks into the body alone (RFC 6749 §2.3.1), at the connect or an hour later.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc7636#section-4.5',
    'https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1',
  ],
  realm: { clientAuthentication: 'body', pkce: 's256-required' },
  credentials: { main: { grant: 'pkce', authentication: 'body' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
