import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'revocation/secret-rotated',
  title:
    'The client secret was replaced at the provider; an operator puts the new one into the credential',
  why: `RFC 6749 §5.2 invalid_client: secrets expire and are replaced. The grant is still good, so the new secret in the credential is all that it takes:
the next refresh must use it, without a restart and without a new consent. A client that keeps id and secret from their first use goes on with the old one.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/issues/22544',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    // The secret has been used for a refresh before it is replaced.
    inject('access-token/expired'),
    execute(1),
    inject('client/secret-rotated'),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['edit-secret', 'reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'edit-secret', during: 'visible' },
});
