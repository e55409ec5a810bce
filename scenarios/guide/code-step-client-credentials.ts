import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/code-step-client-credentials',
  title: 'A Code step fetches the access token itself and hands it on, and the provider throttles',
  why: `Guides advise it where n8n is said not to refresh: a step that posts to the token endpoint, and the next node sends what it got. The token goes from node to
node as data, and data is what n8n keeps of an execution: whoever may read executions can use the account (RFC 6819 §5.1.6). A throttle fails the run, and the next one works.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6819#section-5.1.6',
    'https://n8nuser.com/n8n-oauth2-token-refresh-flow-boost-api-reliability-now',
  ],
  credentials: {
    main: {
      grant: 'client-credentials',
      authentication: 'body',
      expressions: { clientSecret: '={{ $env.OAUTH_CHAOS_CLIENT_SECRET }}' },
    },
  },
  workflows: { main: { use: 'code-token', items: 2 } },
  plan: [
    execute(2),
    inject('token/throttled', { times: 1 }),
    execute(2),
    heal(),
    observe({ for: '1s' }),
  ],
  nextExpiry: 'skip',
  expect: {
    recovery: 'automatic',
    during: 'visible',
    without: {
      'no-needless-refresh': 'The step asks for a token at each execution: that is what it is for.',
      'one-refresh-per-expiry': 'The step asks for a token at each execution.',
      'stored-tokens-are-newest': 'No credential has tokens here.',
      'token-data-kept': 'No credential has tokens here.',
    },
  },
});
