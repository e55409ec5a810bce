import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'operator/reconnects-during-refresh',
  title: 'An operator connects the credential again while it is refreshed',
  why: `A provider that is slow to answer a refresh makes an operator try to connect again, with another account perhaps. The page says that it worked.
A refresh of the old consent that comes back afterwards must not be saved over the new one: the workflow would go on with the old account.`,
  links: ['https://github.com/hegsie/gitnado/pull/400'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), inject('operator/reconnects'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
