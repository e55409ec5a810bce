import { defineScenario, execute, inject, heal } from '../../harness/index.ts';

export default defineScenario({
  name: 'scope/narrowed-on-refresh',
  title: 'A refresh quietly brings a token with less scope than was granted',
  why: `RFC 6749 §5.1 lets a provider narrow the scope. The new token is live and useless: the API answers 403 insufficient_scope, which no refresh mends.
A reconnect must bring the scope back.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  realm: { scopes: 'read write' },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('scope/narrowed-on-refresh', { to: 'write' }),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
