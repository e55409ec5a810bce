import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/lost-after-commit-in-grace',
  title: 'The reply to a rotation is lost, but the old refresh token may be used once more',
  why: 'A grace period exists for exactly this: the next run presents the old refresh token again and must come out healthy, with nobody doing anything.',
  links: [
    'https://developer.okta.com/docs/guides/refresh-tokens/main/#grace-period-for-token-rotation',
  ],
  realm: { refreshToken: { rotation: 'single-use', grace: '10m', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [
    execute(2),
    inject('reply/lost-after-commit', { times: 1 }),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s' },
});
