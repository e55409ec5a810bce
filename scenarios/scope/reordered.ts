import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'scope/reordered',
  title: 'A refresh tells the scope in another order',
  why: `RFC 6749 §3.3: the order of the names means nothing. A client that compares texts takes the answer for another scope than was granted, and throws a
good token away or warns of a change that never happened.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.3'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('scope/reordered'),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
