import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/token-endpoint-slow',
  title: 'The token endpoint takes twelve seconds for one refresh',
  why: `A provider under load is slow and rotates all the same (RFC 9110 §9.2.2 sets no limit). A client that gives up before the answer comes has spent its
refresh token, and the new one goes to nobody: the next refresh looks like theft (RFC 9700 §4.14.2), and the credential is dead.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    inject('token/slow', { by: '12s', times: 1 }),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
