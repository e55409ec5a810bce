import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/secret-needs-encoding',
  title: 'The id and the secret of the client have characters that need encoding',
  why: `RFC 6749 §2.3.1: id and secret are form-encoded before they go into the Basic header. A provider that decodes them, as it must, reads another secret in one that was sent as it is; secrets made of Base64 have + and /, those of Entra ~ and %.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1'],
  realm: { clientSecrets: 'need-encoding' },
  credentials: { main: { authentication: 'header' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
