import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'scope/comma-separated',
  title: 'A refresh tells the scope with commas between its names',
  why: `RFC 6749 §3.3 separates names by spaces, and several vendors write commas. A client that takes the answer over, or sends it with its next refresh,
asks for one scope that nobody knows, and is refused with invalid_scope at the second expiry.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://docs.slack.dev/authentication/using-token-rotation',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('scope/comma-separated'),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
