import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'operator/disconnects',
  title: 'An operator disconnects an account that nobody uses at the moment',
  why: `Whoever disconnects an account wants nothing to act for it any more (RFC 7009 §1), and nothing to be left that could: a refresh token in the database is worth
as much as the account. Executions afterwards have to say that the account is not connected.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7009#section-1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('operator/disconnects', { when: 'now' }), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
