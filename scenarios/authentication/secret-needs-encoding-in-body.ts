import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/secret-needs-encoding-in-body',
  title:
    'The id and the secret of the client travel in the body and have characters that need encoding',
  why: `RFC 6749 §2.3.1 and Appendix B: in a form every value is percent-encoded. A secret made of Base64 has +, / and =, and one sent as it is reads as another.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1'],
  realm: { clientSecrets: 'need-encoding' },
  credentials: { main: { authentication: 'body' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
