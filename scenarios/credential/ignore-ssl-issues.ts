import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/ignore-ssl-issues',
  title: 'A token host with a certificate of its own making, and a credential that says so',
  why: `A GitLab or Keycloak in the office signs its certificate itself. Whoever ticks Ignore SSL Issues gets connected, and an hour later the refresh, which
is another piece of code, has to know of the tick, too.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/6702',
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.9',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  https: ['token'],
  credentials: { main: { ignoreSslIssues: true } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('tls/certificate-self-signed'),
    inject('access-token/expired'),
    execute(2),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
