import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/lost-after-commit',
  title: 'The provider rotates, then the connection drops before the new tokens arrive',
  why: `The provider has spent the old refresh token, n8n has never seen the new one. With single-use tokens no client can recover from that alone
(RFC 9700 §4.14.2): a reconnect is right, a clear message is owed.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('reply/lost-after-commit', { times: 1 }),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '3s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
