import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { microsoftCredential } from './parts/microsoft-credential.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/** Its type of credential asks for all that the node could ever need. */
const SCOPE = [
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
].join(' ');

/**
 * The node Microsoft Entra ID: it has no code for its calls, n8n makes them of its description (a
 * declarative node), with `httpRequestWithAuthentication`.
 */
export default defineWorkflow({
  name: 'microsoft-entra',
  summary:
    'The node Microsoft Entra ID reads a user for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'microsoft-entra',
      items,
      retryOnFail,
      type: 'microsoftEntra',
      typeVersion: 1,
      parameters: {
        resource: 'user',
        operation: 'get',
        // It takes ids that are UUIDs, and names with a domain.
        user: { __rl: true, mode: 'id', value: '={{ $json.id }}@oauth-chaos.example' },
        output: 'fields',
        fields: ['displayName'],
      },
      path: apiPath('microsoft-user', ITEM),
      query: { $select: 'displayName,id' },
      credentialType: microsoftCredential({
        name: 'microsoftEntraOAuth2Api',
        scope: SCOPE,
        fields: { graphApiBaseUrl: '{{api}}/graph' },
      }),
    }),
});
