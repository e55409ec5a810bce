import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/rejected-for-ever',
  title: 'The API answers 401 to every token, fresh ones too',
  why: 'RFC 6750 §3.1: one refresh after a 401 is reasonable, a second one for the same call is a loop. Attempts must be bounded, and the token endpoint must not pay for a broken API.',
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(2), inject('access-token/rejected'), execute(2), heal(), observe({ for: '10s' })],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
