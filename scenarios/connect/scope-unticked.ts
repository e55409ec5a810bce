import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/scope-unticked',
  title: 'A user who connects again unticks the scope that the workflow needs',
  why: `RFC 6749 §3.3: a user may grant less than was asked for. The client is connected, and the API refuses with insufficient_scope: no refresh helps
(RFC 6750 §3.1), the text has to name the scope, and a consent with every box ticked mends it.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://developers.google.com/identity/protocols/oauth2/resources/granular-permissions',
  ],
  realm: { scopes: 'read write' },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    connect(),
    execute(1),
    inject('authorize/scope-unticked', { granted: 'write' }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    connect(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', during: 'visible', connect: ['granted-less', 'refused'] },
});
