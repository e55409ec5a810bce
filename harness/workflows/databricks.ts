import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/**
 * The node Databricks: it calls with `httpRequestWithAuthentication`, a helper apart from that of
 * HTTP Request, and its credential takes 403 for expired.
 */
export default defineWorkflow({
  name: 'databricks',
  summary: 'The node Databricks reads a catalog for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'databricks',
      items,
      retryOnFail,
      type: 'databricks',
      typeVersion: 1,
      parameters: {
        authentication: 'oAuth2',
        resource: 'unityCatalog',
        operation: 'getCatalog',
        catalogName: { __rl: true, mode: 'string', value: '={{ $json.id }}' },
      },
      path: apiPath('databricks-catalog', ITEM),
      credentialType: {
        name: 'databricksOAuth2Api',
        fixed: {
          grant: 'authorization-code',
          authentication: 'header',
          expiredStatus: 403,
          scope: 'all-apis offline_access',
        },
        // Versions without this field know the grant client-credentials alone.
        fields: { host: '{{issuer}}', grantType: 'authorizationCode', customScopes: '' },
      },
    }),
});
