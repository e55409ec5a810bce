import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/rate-limit',
  title: 'The token endpoint answers 429, and Retry On Fail is switched on afterwards',
  why: `RFC 6585 §4: too many requests, come back in three seconds. n8n does not repeat a refused refresh, so the run fails; the guide's
advice, Retry On Fail with three tries five seconds apart, has to carry the next run over the throttle.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  guide: { cause: 'Token endpoint rate limit', fix: 'Retry On Fail: 3 tries, 5 s apart' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/throttled', { retryAfter: '3s', times: 2 }),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: [{ remedy: 'retry-on-fail', maxTries: 3, wait: '5s' }],
  expect: { recovery: 'after-remedy', remedy: 'retry-on-fail', during: 'visible' },
});
