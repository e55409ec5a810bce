import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/access-token-null',
  title: 'A refresh brings null for an access token: no success, and the refresh token stays good',
  why: `A reply without an access token is no success (RFC 6749 §5.1). Who stores it has nothing left to call the API with, and asks nobody any more: every
run fails with "Unable to sign without access token" until somebody connects the account again, although the grant is alive.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://github.com/n8n-io/n8n/issues/16917',
    'https://github.com/n8n-io/n8n/issues/18413',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('reply/field-null', { field: 'access_token' }),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '5s', during: 'visible' },
});
