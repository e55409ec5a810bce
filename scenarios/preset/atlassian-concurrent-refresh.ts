import {
  advance,
  defineScenario,
  execute,
  heal,
  inject,
  observe,
  preset,
  rendezvous,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'preset/atlassian-concurrent-refresh',
  title:
    'Eight executions meet one expired token at Atlassian, which tolerates a replay for ten minutes',
  why: `Atlassian rotates refresh tokens and takes an old one for ten minutes more; after that its replay revokes everything.
A race must therefore be harmless, and what is stored afterwards must be a pair that outlives the ten minutes: eleven minutes later the
next expiry is met with it.`,
  links: ['https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/'],
  realm: preset('atlassian'),
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    rendezvous(8),
    execute(8, { concurrency: 8 }),
    heal(),
    // Past the leeway: the replay of any other refresh token than the last one revokes everything.
    advance('11m'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
