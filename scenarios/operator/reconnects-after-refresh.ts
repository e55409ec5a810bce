import { connect, defineScenario, execute, inject, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'operator/reconnects-after-refresh',
  title: 'An operator connects the credential again just after it was refreshed',
  why: `A save that is repeated, queued or retried comes later than the tokens it is about. When somebody has connected the account again by then, it puts tokens
in their place that the provider has ended with the older consent. The page has said that it worked, and the next execution is cut off.`,
  links: [
    'https://developers.google.com/identity/protocols/oauth2#expiration',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family', limit: 1 } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    execute(1),
    connect('main', { mayFail: true }),
    wait('3s'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
