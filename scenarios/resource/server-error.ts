import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/server-error',
  title: 'The API answers 400, 404 and then 500, which say nothing about the token',
  why: `RFC 6750 §3.1: of a token that is no longer good the API says 401 invalid_token. Another error is about the call (RFC 9110 §15.5) or the server (§15.6).
A refresh would not help and, with single-use tokens, every needless one is a risk.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.5',
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.1',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('api/client-error', { status: 400, times: 1 }),
    execute(1),
    inject('api/client-error', { status: 404, times: 1 }),
    execute(1),
    inject('api/server-error', { status: 500, times: 100 }),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
