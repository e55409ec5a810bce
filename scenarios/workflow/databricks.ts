import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/databricks',
  title: 'The Databricks node meets an expired token, which the API tells as 403',
  why: `Nodes of n8n that were written lately call through another helper (httpRequestWithAuthentication) than HTTP Request and most older nodes. It has
its own way to see that a token has expired. Databricks says 403 then, which the type of its credential knows, and refresh tokens are used once.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/28832',
    'https://docs.databricks.com/aws/en/dev-tools/auth/oauth-u2m',
  ],
  realm: {
    scopes: 'all-apis offline_access',
    requiredScope: 'all-apis',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
    answers: {
      'expired-access-token': {
        status: 403,
        body: { error_code: 403, message: 'Invalid access token.' },
      },
    },
  },
  workflows: { main: { use: 'databricks', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
