import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/expiry-told-as-403',
  title: 'The API says 403 when a token has expired, and the credential knows it',
  why: `Not every API follows RFC 6750 §3.1. A credential says which status means expired (Token Expired Status Code); a client that does not go by it
never refreshes, and the operator connects the account again every hour.`,
  links: ['https://github.com/n8n-io/n8n/issues/10199'],
  credentials: { main: { expiredStatus: 403 } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('api/expiry-told-as', { as: '403' }),
    inject('access-token/expired'),
    execute(2),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
