import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/scope-mismatch',
  title: 'The API begins to demand a scope the credential never asked for',
  why: `RFC 6750 §3.1: 403 insufficient_scope. No refresh can widen a grant (RFC 6749 §6), so refreshing on it is useless and a reconnect
without the new scope is too; the fix is the scope field, then a new consent.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  guide: {
    cause: 'Scope mismatch',
    fix: 'Put the missing scope into the credential and connect again',
  },
  realm: { scopes: 'read files.read' },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(2), inject('api/insufficient-scope', { scope: 'files.read' }), execute(1)],
  remedies: [{ remedy: 'edit-scope', scope: 'read files.read' }],
  expect: { recovery: 'after-remedy', remedy: 'edit-scope', during: 'visible' },
});
