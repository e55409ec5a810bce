import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/killed-after-commit',
  title: 'n8n is killed after the provider rotated and before the new tokens arrived',
  why: `The old refresh token is spent and nobody has the new one. With single-use tokens no client recovers from that alone (RFC 9700 §4.14.2): a reconnect is right,
a clear message is owed, and the credential must not be left locked.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/killed', { when: 'refresh-answered', for: '1s' }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', within: '60s' },
});
