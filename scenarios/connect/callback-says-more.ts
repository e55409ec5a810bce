import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/callback-says-more',
  title: 'The user comes back with parameters that the client does not know',
  why: `RFC 6749 §4.1.2: a client ignores what it does not know. Google adds scope, authuser and prompt, Intuit realmId, and RFC 9207 iss. The connect works, and so does the next refresh.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
    'https://www.rfc-editor.org/rfc/rfc9207#section-2',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('callback/parameters-added'),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'connected' },
});
