import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/token-endpoint-unavailable',
  title: 'The token endpoint answers 503 for a while',
  why: `RFC 9110 §15.6.4: a temporary condition. Runs may fail while it lasts, but the stored tokens must survive it and the first run after it must work.
All items of a run wait for one request, and its failure is the answer to all of them: a provider that is down is not asked once more for each.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', items: 6 } },
  plan: [
    execute(2),
    // All items are refused before the one that asks for new tokens hears that there are none.
    inject('token/slow', { by: '300ms' }),
    inject('token/unavailable', { status: 503 }),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
