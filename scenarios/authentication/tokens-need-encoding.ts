import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/tokens-need-encoding',
  title: 'Codes and tokens have characters that need encoding',
  why: `RFC 6749 §4.1.3, §6 and Appendix B: in the form of a token request every value is percent-encoded. Codes of Google have /, refresh tokens of many
others are Base64 with + and =: put into the form as they are, or decoded once too often, they read as something the provider never gave.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#appendix-B'],
  realm: { tokens: 'need-encoding', refreshToken: { rotation: 'single-use', onReuse: 'error' } },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
