import {
  connect,
  defineScenario,
  execute,
  finish,
  heal,
  hold,
  inject,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'database/read-only-at-connect',
  title: 'The database refuses to write when the tokens of a new consent are to be saved',
  why: `After a fail-over to a replica, or with a full disk. The provider has given tokens for the code (RFC 6749 §4.1.3), and they cannot be kept: the page must not say
that the account is connected. What was stored before stays, and works.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3',
    'https://www.postgresql.org/docs/current/hot-standby.html',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    hold('code-exchange', { at: 'after-commit' }),
    connect('main', { mayFail: true }),
    inject('database/read-only', { when: 'now' }),
    release(),
    finish(),
    execute(1),
    heal(),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
