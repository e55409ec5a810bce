import { defineScenario, execute, inject } from '../../harness/index.ts';

/** What n8n's type of credential asks for. */
const SCOPES = [
  'openid',
  'offline_access',
  'AccessReview.ReadWrite.All',
  'Directory.ReadWrite.All',
  'NetworkAccessPolicy.ReadWrite.All',
  'DelegatedAdminRelationship.ReadWrite.All',
  'EntitlementManagement.ReadWrite.All',
  'User.ReadWrite.All',
  'Directory.AccessAsUser.All',
  'Sites.FullControl.All',
  'GroupMember.ReadWrite.All',
];

export default defineScenario({
  name: 'workflow/microsoft-entra',
  title: 'The Microsoft Entra ID node, which is declarative, meets an expired token',
  why: `A declarative node of n8n has no code that could see a 401: n8n makes its calls by a helper that does (httpRequestWithAuthentication), if the
node does not tell it to pass errors over. This one did, and each operation failed from the first expiry on.`,
  links: ['https://github.com/n8n-io/n8n/issues/14426', 'https://github.com/n8n-io/n8n/pull/30943'],
  realm: {
    scopes: SCOPES.join(' '),
    requiredScope: 'User.ReadWrite.All',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'microsoft-entra', items: 2 } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
