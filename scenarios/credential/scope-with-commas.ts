import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/scope-with-commas',
  title: 'A provider separates scopes by commas, and the operator enters them so',
  why: `RFC 6749 §3.3 separates scopes by spaces; Slack, Shopify and Strava separate them by commas and take no other form. What an operator entered has to
arrive as it stands: a client that takes it apart and joins it by spaces asks for scopes that do not exist.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
    'https://developers.strava.com/docs/authentication/',
  ],
  realm: { scopes: 'read,write', requiredScope: 'read,write' },
  credentials: { main: { scope: 'read,write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
