import { defineScenario, execute, heal, inject, observe, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/second-try-throttled',
  title: 'The token endpoint fails once, and tells the second try to wait',
  why: `Whoever tries again at once is told 429 with Retry-After (RFC 6585 §4): the second try has to wait as the first would have, and the refresh token is as
good as before. A client that takes the second answer for the end of the grant asks for a consent that nobody needs to give.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/unavailable', { times: 1 }),
    inject('token/throttled', { retryAfter: '2s' }),
    inject('access-token/expired'),
    execute(1),
    wait('1500ms'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
