import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'tls/certificate-expired',
  title: 'The certificate of the token endpoint has expired, until somebody renews it',
  why: `RFC 6749 §10.9: a client must validate the certificate, or whoever stands between gets the refresh token. The grant is as good as before: the run
fails in words about the certificate, nobody is sent to connect again, and after the renewal the next run works.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.9',
    'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  https: ['token'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('tls/certificate-expired'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
