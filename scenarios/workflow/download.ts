import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/download',
  title: 'A file is downloaded with an expired token',
  why: `A client that reads answers as bytes may take the body of a 401 for the file (RFC 6750 §3). What follows in the workflow then stores a refusal under the
name of an invoice.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'download', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
