import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/schedule',
  title: 'A workflow that a schedule starts meets an expired token',
  why: `What runs at night is started by n8n itself: nobody is logged in, nobody waits for an answer. It has to refresh as any other execution does (RFC 6749 §6), and
the next start has to find the new tokens.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'schedule' } },
  plan: [execute(2), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
