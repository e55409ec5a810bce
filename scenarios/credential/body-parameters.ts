import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/body-parameters',
  title: 'Every token request of a client has to name an audience, the first and each that renews',
  why: `With the client credentials grant nobody is asked, so the token request alone can say which API the token is for (RFC 6749 §8.2): Auth0 asks for
audience. An operator enters it in Additional Body Properties. A renewal that leaves it out is refused, or brings a token for another API. The scopes, too, stand
there alone, separated by spaces (§3.3).`,
  links: [
    'https://auth0.com/docs/api/authentication/client-credential-flow/get-token',
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2',
  ],
  realm: { clientAuthentication: 'body', scopes: 'read write' },
  credentials: {
    main: {
      grant: 'client-credentials',
      authentication: 'body',
      scope: 'read write',
      bodyParameters: {
        audience: 'https://api.example.com/v1?region=eu&tier=a+b',
        tenant: 'größe',
      },
    },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  expect: { recovery: 'unaffected', during: 'success' },
});
