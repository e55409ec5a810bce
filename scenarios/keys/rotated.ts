import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'keys/rotated',
  title: 'The provider replaces its signing key at once, and the API refuses every token of before',
  why: `After a leak a key is not phased out but replaced, and JWTs of the old one are void long before they expire (RFC 9068 §4). A client that reads the
moment of expiry in the token knows better than the API, and keeps a dead token; who goes by the 401 refreshes once and works on.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
    'https://www.rfc-editor.org/rfc/rfc9068#section-6',
  ],
  realm: {
    accessTokenFormat: 'jwt',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(2), inject('keys/rotated'), execute(2), heal(), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
