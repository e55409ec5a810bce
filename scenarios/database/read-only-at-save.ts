import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'database/read-only-at-save',
  title: 'The database refuses to write when n8n wants to save the new tokens',
  why: `After a fail-over to a replica, or with a full disk. The tokens are there and cannot be kept: an execution may use them, the next one presents a spent
refresh token (RFC 9700 §4.14.2). A reconnect is right; the message must not send anybody to the provider when it is the database.`,
  links: [
    'https://www.sqlite.org/rescode.html#readonly',
    'https://www.postgresql.org/docs/current/hot-standby.html',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('database/read-only', { when: 'refresh-answered' }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', within: '20s' },
});
