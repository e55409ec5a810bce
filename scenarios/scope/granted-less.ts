import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'scope/granted-less',
  title: 'The user grants less than the credential asks for, and it is enough',
  why: `RFC 6749 §3.3 lets a provider grant less than was asked for, as it does when the user unticks a box. A refresh that asks for all that the credential
says asks for more than was granted (§6), and is refused with invalid_scope: the account works until its first token expires.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://www.rfc-editor.org/rfc/rfc6749#section-6',
  ],
  realm: { scopes: 'read write', grantedScope: 'read' },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
