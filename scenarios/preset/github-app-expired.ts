import { defineScenario, execute, heal, inject, observe, preset } from '../../harness/index.ts';

export default defineScenario({
  name: 'preset/github-app-expired',
  title: 'A GitHub App user token expires; the reply is form-encoded unless JSON is asked for',
  why: `GitHub encodes token replies as a form unless the Accept header asks for JSON, rotates refresh tokens and ends the old
access token with the refresh. All of it is ordinary there, and none of it may harm.`,
  links: [
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
  ],
  realm: preset('github-app'),
  workflows: { main: { use: 'http-request' } },
  plan: [execute(2), inject('access-token/expired'), execute(2), heal(), observe({ for: '5s' })],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
