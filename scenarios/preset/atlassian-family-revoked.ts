import { defineScenario, execute, heal, inject, observe, preset } from '../../harness/index.ts';

export default defineScenario({
  name: 'preset/atlassian-family-revoked',
  title:
    'A user withdraws consent at Atlassian, whose token endpoint then answers 403 invalid_grant',
  why: `RFC 6749 §5.2 says 400; Atlassian and Auth0 say 403. The credential is as dead as with any other status, and the
operator has to be told the same: connect the account again.`,
  links: [
    'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
  ],
  realm: preset('atlassian'),
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('refresh-token/family-revoked'),
    execute(),
    heal(),
    observe({ for: '2s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', within: '20s' },
});
