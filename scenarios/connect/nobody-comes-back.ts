import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/nobody-comes-back',
  title: 'The authorization endpoint shows the user an error page and sends nobody back',
  why: `A provider that knows no such client, or is down, must not redirect (RFC 6749 §4.1.2.1): the user stays there and the client hears nothing. What is connected goes on working, and the next connect works.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
    'https://github.com/n8n-io/n8n/issues/3245',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/unavailable'),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'not-returned' },
});
