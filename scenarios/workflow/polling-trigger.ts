import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/polling-trigger',
  title: 'A trigger that polls for new mail meets an expired token',
  why: `A polling trigger asks all day with the credential of its node, so it is nearly always the first to meet an expired token (RFC 6750 §3.1). The workflow that
it starts has to find the tokens that the trigger has saved.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: {
    scopes: 'openid offline_access Mail.ReadWrite',
    requiredScope: 'Mail.ReadWrite',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'polling-trigger' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
