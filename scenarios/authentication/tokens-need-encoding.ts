import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/tokens-need-encoding',
  title:
    'Codes and tokens have characters that need encoding, and the token endpoint answers with a form',
  why: `RFC 6749 §4.1.3, §6 and Appendix B: in the form of a token request every value is percent-encoded. Codes of Google have /, refresh tokens of many
others are Base64 with + and =: put into the form as they are, or decoded once too often, they read as something the provider never gave. Some providers
answer with a form as well, whatever Accept says, and name its charset (RFC 9110 §8.3.1): to such an answer the same applies.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#appendix-B',
    'https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1',
  ],
  realm: {
    tokens: 'need-encoding',
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    reply: { contentType: 'form' },
  },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
