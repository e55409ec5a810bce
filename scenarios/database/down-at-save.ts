import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'database/down-at-save',
  title: 'The database server goes away for three seconds when n8n wants to save the new tokens',
  why: `A restart of Postgres, a fail-over. The provider has rotated; a save that is not tried again loses the only refresh token that works (RFC 9700 §4.14.2).
With a grace of ten minutes the old one still works: a client that fails now must come back by itself.`,
  links: ['https://www.postgresql.org/docs/current/server-shutdown.html'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family', grace: '10m' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('database/down', { when: 'refresh-answered', for: '3s' }),
    execute(1),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  executionDeadline: '20s',
  expect: {
    recovery: 'automatic',
    within: '60s',
    without: {
      'recovery-within-budget':
        'An execution whose end cannot be written down while the database is away looks as if it went on for ever, whatever the credential does.',
    },
  },
});
