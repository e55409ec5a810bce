import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/scope-refused-on-refresh',
  title: 'The token endpoint answers invalid_scope while an administrator changes the app',
  why: `RFC 6749 §5.2: the scopes of an app were edited, and until that is put right every refresh is refused. The stored refresh token is
still good, so once the app is right the next run must work without anybody touching n8n.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  guide: {
    cause: 'Scope mismatch',
    fix: 'Correct the scopes; no reconnect should be needed when the grant itself was kept',
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('scope/invalid-scope'),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '20s', during: 'visible' },
});
