import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/rate-limit-with-retry',
  title: 'The token endpoint answers 429 to a workflow that already has Retry On Fail',
  why: 'The checklist of the guide asks for a retry of three tries, five seconds apart, before going live. With it in place a short throttle must cost time, not the run.',
  links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  guide: { cause: 'Token endpoint rate limit', fix: 'Retry On Fail in place before going live' },
  workflows: { main: { use: 'http-request', retryOnFail: { maxTries: 3, wait: '5s' } } },
  plan: [
    execute(2),
    inject('token/throttled', { retryAfter: '3s', toldAs: 'date', times: 2 }),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
