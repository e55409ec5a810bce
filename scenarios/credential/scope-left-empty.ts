import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/scope-left-empty',
  title: 'The operator leaves the scope of a credential empty',
  why: `Notion, Linear and many others decide the scope by how the app is registered, so the field stays empty, and RFC 6749 §3.3 lets a request leave the
scope out. A client that makes up a scope of its own is refused with invalid_scope.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.3'],
  credentials: { main: { scope: '' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
