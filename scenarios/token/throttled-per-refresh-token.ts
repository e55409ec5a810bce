import { advance, defineScenario, execute, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'token/throttled-per-refresh-token',
  title: 'One refresh token may be used twice in ten minutes, and its access tokens die sooner',
  why: `Zoho counts the refreshes of each refresh token. One too many within the time is answered 429 although nothing is wrong with the grant: connecting
again would spend another of the few consents the vendor keeps, where waiting is all that helps (RFC 6585 §4).`,
  links: ['https://www.zoho.com/accounts/protocol/oauth/token-limits.html'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('token/throttled-per-refresh-token', { limit: 2, per: '10m' }),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    advance('11m'),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
