import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/tenant-of-each-item',
  title: 'The token URL is an expression that picks the tenant of each item',
  why: `One workflow serves many customers: $json names the tenant, and the token URL is made from it. Worked out for the first item only, all others are
worked on with the token of the first one's tenant, in silence.`,
  links: ['https://github.com/n8n-io/n8n/issues/24360', 'https://github.com/n8n-io/n8n/pull/25938'],
  credentials: { main: { grant: 'client-credentials', tenants: true } },
  workflows: { main: { use: 'http-request', items: 3 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  expect: {
    recovery: 'unaffected',
    during: 'success',
    without: {
      'one-refresh-per-expiry': 'each tenant has tokens of its own, and one request for each',
      'no-needless-refresh': 'each tenant has tokens of its own, and one request for each',
      'stored-tokens-are-newest': 'nothing says where the tokens of several tenants are stored',
      'token-data-kept': 'nothing says where the tokens of several tenants are stored',
    },
  },
});
