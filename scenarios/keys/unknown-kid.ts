import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'keys/unknown-kid',
  title: 'New tokens are signed with a key that the API does not know yet',
  why: `An API keeps the provider's keys for a while (RFC 7517 §4.5), so in the first minutes after a change it refuses fresh tokens with 401. New tokens do
not mend that: one refresh for a call, then a failure that is shown, and the next run works when the keys are known.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc7517#section-4.5',
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
  ],
  realm: {
    accessTokenFormat: 'jwt',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('keys/unknown-kid'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
