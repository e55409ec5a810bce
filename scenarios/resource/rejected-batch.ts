import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/rejected-batch',
  title: 'The API answers 401 to every item of a batch, with fresh tokens too',
  why: `RFC 6750 §3.1: one refresh after a 401 is reasonable for all items together. A client that refreshes for each item of a long list sends hundreds of
token requests for a broken API, and each of them rotates.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', items: 6 } },
  plan: [execute(2), inject('access-token/rejected'), execute(2), heal(), observe({ for: '20s' })],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '20s', during: 'visible' },
});
