import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'database/slow-at-save',
  title: 'Saving the new tokens takes 12 s, longer than one worker waits for the lock of the other',
  why: `The provider answers at once, the database does not. Whoever waits for the first worker's lock and gives up presents the refresh token that worker has
just spent, and the provider revokes the family (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('database/slow', { by: '12s' }),
    rendezvous(12),
    execute(12, { concurrency: 12 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  requires: ['workers'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
