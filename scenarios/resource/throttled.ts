import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/throttled',
  title: 'The API answers 429 and asks to wait',
  why: `RFC 6585 §4: the token is good, there were too many calls. A refresh mends nothing and spends a refresh token; a call that is repeated before
Retry-After is over prolongs the throttle (RFC 9110 §10.2.3).`,
  links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('api/throttled', { retryAfter: '2s' }),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
