import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/written-otherwise',
  title:
    'Token replies name their type in small letters, give the lifetime as a text, no scope, and a very long token',
  why: `All of it is ordinary: the type of a token comes in any case (RFC 6749 §5.1), the scope is left out when it is the one that was asked for, some
providers write numbers as texts, and a token that says who may do what has some thousand characters. A client that compares, converts or cuts off works with
the one provider it was tried on.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens',
  ],
  realm: {
    reply: { tokenType: 'bearer', expiresIn: 'string', scope: 'absent' },
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('reply/huge-token', { bytes: 6_000 }),
    inject('access-token/expired'),
    execute(2),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
