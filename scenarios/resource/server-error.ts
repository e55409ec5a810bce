import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/server-error',
  title: 'The API answers 500, which says nothing about the token',
  why: 'RFC 9110 §15.6.1: a fault of the server. A refresh would not help and, with single-use tokens, every needless one is a risk.',
  links: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('api/server-error', { status: 500, times: 100 }),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
