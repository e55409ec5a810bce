import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/late-refusal',
  title: 'One item of four hears that its token expired when the others have long refreshed it',
  why: `Items are sent together, their answers come when they come. The last 401 speaks of a token that has been replaced meanwhile: whoever takes it for
the end of the new one refreshes again for one expiry, and where a refresh ends older tokens, takes the new one away from the others (RFC 9700 §4.14.2).`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://github.com/n8n-io/n8n/issues/12742',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', items: 4, method: 'POST' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    // The others have the new token, and have worked with it, before this one is refused. Where
    // that takes longer, the run proves nothing, and says so.
    inject('api/slow', { by: '12s', untilAnother: true, times: 1 }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
