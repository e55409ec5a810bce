import { defineScenario, execute, inject, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/databricks-lives-for-seconds',
  title: 'The token of a Databricks account ends because time passes, and the API says 403',
  why: `Where 403 can mean that a token has expired and that it may not do something, a client that keeps the moment at which its token ends (RFC 6749 §5.1) can tell them
apart. Either way it has to refresh here: the token is over by everybody's clock.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
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
  plan: [
    execute(1),
    inject('access-token/short-lived', { ttl: '6s' }),
    inject('access-token/expired', { times: 1 }),
    execute(1),
    wait('7s'),
    execute(2),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
