import { advance, defineScenario, execute, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/daily-quota',
  title: 'The daily quota of token requests is used up, and the next day comes',
  why: 'Providers count token requests per client and day. Until the quota refills nothing works; after that the next run must, with nobody doing anything.',
  links: ['https://developers.google.com/identity/protocols/oauth2#expiration'],
  guide: { cause: 'Token endpoint rate limit', fix: 'Wait for the quota to refill' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('token/daily-quota', { limit: 2 }),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    advance('1d'),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '20s' },
});
