import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'queue/refresh-slower-than-lock',
  title: 'The token endpoint takes 12 s, longer than one worker waits for the lock of the other',
  why: `Two workers meet one expired token; one takes the lock and refreshes, the other waits. A wait that ends before the refresh does must not end in a second
refresh: with single-use tokens the second one presents a spent token, and the provider revokes the family (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('token/slow', { by: '12s' }),
    rendezvous(12),
    execute(12, { concurrency: 12 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
