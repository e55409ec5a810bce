import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/refresh-token-revoked-reconnect',
  title: 'A revoked refresh token: is connecting again enough?',
  why: `The guide says to delete the credential and make it anew. Deleting breaks every workflow that names it, so the question is whether a plain reconnect is enough.
The message must say that the credential needs a person, and n8n must not hammer the token endpoint.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/pull/30460',
  ],
  guide: {
    cause: 'Refresh token revoked',
    fix: 'Connect the account again, without deleting the credential',
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('refresh-token/revoked'),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
