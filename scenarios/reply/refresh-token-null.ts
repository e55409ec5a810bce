import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/refresh-token-null',
  title: 'A refresh brings null for a refresh token: the old one stays',
  why: `A serialiser that writes null for what is not there. It says the same as a field that is left out (RFC 6749 §6), and the stored refresh token must
survive it.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('reply/field-null', { field: 'refresh_token' }),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
