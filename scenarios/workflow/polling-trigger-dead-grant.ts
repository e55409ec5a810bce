import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/polling-trigger-dead-grant',
  title: 'A trigger that polls for new mail finds that its grant was revoked',
  why: `A polling trigger that is refused finds nothing new and starts nothing: for whoever waits for its work that looks like a quiet day. It has to be an error, with
words that say what to do, and the error workflow has to be told (RFC 6749 §5.2, invalid_grant).`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  realm: { scopes: 'openid offline_access Mail.ReadWrite', requiredScope: 'Mail.ReadWrite' },
  workflows: { main: { use: 'polling-trigger' } },
  plan: [execute(1), inject('refresh-token/family-revoked'), execute(1)],
  executionDeadline: '25s',
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
