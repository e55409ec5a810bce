import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'tls/certificate-wrong-host',
  title: 'The token endpoint shows the certificate of another host',
  why: `A wrong name in DNS or a misrouted load balancer leads to somebody else, whose certificate is valid for himself only (RFC 6125 §6). A client that checks
the signature and not the name gives him the refresh token and the client secret.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.9',
    'https://www.rfc-editor.org/rfc/rfc6125#section-6',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  https: ['token'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('tls/certificate-wrong-host'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
