import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/many-runs-after',
  title: 'After an outage of the token endpoint the work goes on, run after run',
  why: `A credential that works once after an outage and then fails again is not well: schedules fire every minute, and each failed run is lost work. The
outage is over (RFC 9110 §15.6.4), so from the first success on every run must succeed.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/unavailable', { status: 503 }),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
    execute(7),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
