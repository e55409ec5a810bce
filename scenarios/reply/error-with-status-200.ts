import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/error-with-status-200',
  title: 'The token endpoint reports an error with status 200, as GitHub and Slack do',
  why: `A reply without an access token is no success, whatever its status says (RFC 6749 §5.1). The run must fail with the provider's error code in the
message, nothing of the reply may be stored, and when the provider is well again the next run must work.`,
  links: [
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/error-reply', {
      status: 200,
      error: 'bad_refresh_token',
      errorDescription: 'The refresh token passed is incorrect or expired.',
    }),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect', 'recreate'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
