import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'database/locked-at-save',
  title: 'The database is locked for three seconds when n8n wants to save the new tokens',
  why: `A backup or another writer holds the lock that the save needs. The provider has rotated: a save that gives up loses the only refresh token that works
(RFC 9700 §4.14.2).`,
  links: [
    'https://www.sqlite.org/rescode.html#busy',
    'https://www.postgresql.org/docs/current/explicit-locking.html',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('database/locked', { when: 'refresh-answered', for: '3s' }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', within: '20s' },
});
