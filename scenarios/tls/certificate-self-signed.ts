import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'tls/certificate-self-signed',
  title: 'The token endpoint and the API show a certificate that no authority has signed',
  why: `An appliance between, or a server set up anew, shows a certificate of its own making. RFC 6749 §10.9: neither a refresh token nor an access token may
go there. When the right certificate is back, the next run must work by itself.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.9',
    'https://www.rfc-editor.org/rfc/rfc5280#section-6.1',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  https: ['token', 'api'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('tls/certificate-self-signed'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
