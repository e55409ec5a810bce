import { advance, defineScenario, execute, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'token/bucket-empty',
  title: 'The bucket of token requests is empty, and refills while nobody asks',
  why: `Okta and others let so many token requests pass and refill with time: 429 says after how long (RFC 6585 §4). Whoever asks sooner is refused again, and
the grant is as good as before; after the time told the next run must work without anybody's help.`,
  links: [
    'https://developer.okta.com/docs/reference/rate-limits/',
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('token/bucket', { capacity: 2, refillEvery: '10m' }),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    advance('21m'),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
