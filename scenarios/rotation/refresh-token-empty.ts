import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/refresh-token-empty',
  title: 'A refresh brings an empty text for a refresh token: the old one stays',
  why: `Some providers fill the field of a refresh token that did not change with an empty text. That is no token (RFC 6749 §1.5): a client that stores it
has nothing to refresh with at the next expiry.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  realm: { refreshTokenInReply: 'empty' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
