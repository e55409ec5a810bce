import { defineScenario, execute, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/says-for-how-long',
  title: 'The API, and then the token endpoint, answers 503 and says when it will be back',
  why: `RFC 9110 §15.6.4 and §10.2.3: a 503 may carry Retry-After, as a 429 may. Runs may fail, and nobody has to try again; but who does must not come
before the time that was told: that is what keeps a provider down that has just come back.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('api/server-error', { status: 503, retryAfter: '2s', times: 1 }),
    execute(1),
    inject('token/unavailable', { status: 503, retryAfter: '2s', times: 1 }),
    inject('access-token/expired'),
    execute(1),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
