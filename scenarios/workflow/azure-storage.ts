import { defineScenario, execute, inject } from '../../harness/index.ts';

const EXPIRED =
  '<?xml version="1.0" encoding="utf-8"?><Error><Code>InvalidAuthenticationInfo</Code><Message>Server failed to authenticate the request.</Message><AuthenticationErrorDetail>Lifetime validation failed. The token is expired.</AuthenticationErrorDetail></Error>';

export default defineScenario({
  name: 'workflow/azure-storage',
  title: 'The Azure Storage node meets an expired token',
  why: `A declarative node of n8n can tell it to pass errors of the API over, to make better words of them. Then nobody sees that a token has expired,
nobody refreshes, and the node fails from the first expiry on, as others did.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/16070',
    'https://github.com/n8n-io/n8n/issues/14426',
    'https://learn.microsoft.com/en-us/rest/api/storageservices/authorize-with-azure-active-directory',
  ],
  realm: {
    scopes: 'https://storage.azure.com/.default',
    requiredScope: 'https://storage.azure.com/.default',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
    answers: { 'expired-access-token': { status: 401, contentType: 'text', body: EXPIRED } },
  },
  workflows: { main: { use: 'azure-storage', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
