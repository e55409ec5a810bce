import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/token-endpoint-throttled',
  title: 'The token endpoint answers 429 without saying for how long',
  why: 'RFC 6585 §4 leaves Retry-After out as an option. The client must not hammer, must keep its tokens, and must work when the throttle is gone.',
  links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/throttled', { retryAfter: null, times: 100 }),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
