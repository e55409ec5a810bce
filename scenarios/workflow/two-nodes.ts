import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/two-nodes',
  title: 'The token expires before the first and, later, before the second of two nodes in a row',
  why: `RFC 6750 §3.1: a node that comes later in an execution may be the first to meet an expired token. It needs the tokens that are stored then, not
those that the execution began with, and what the first node did must not be done again.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'two-nodes', items: 2 } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired', { after: 2 }),
    execute(1),
  ],
  remedies: ['reconnect'],
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
