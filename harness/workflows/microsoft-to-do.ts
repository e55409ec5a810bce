import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/** The node Microsoft To Do: its credential knows several clouds of Microsoft. */
export default defineWorkflow({
  name: 'microsoft-to-do',
  summary: 'The node Microsoft To Do reads a list for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'microsoft-to-do',
      items,
      retryOnFail: retryOf(retryOnFail),
      type: 'microsoftToDo',
      typeVersion: 1,
      parameters: { resource: 'list', operation: 'get', listId: '={{ $json.id }}' },
      path: apiPath('microsoft-list', ITEM),
      credentialType: {
        name: 'microsoftToDoOAuth2Api',
        fixed: {
          grant: 'authorization-code',
          authentication: 'body',
          scope: 'openid offline_access Tasks.ReadWrite',
        },
        fields: {
          authUrl: '{{authorizationUrl}}',
          accessTokenUrl: '{{tokenUrl}}',
          // A field of Microsoft's clouds, which takes any address.
          graphApiBaseUrl: '{{api}}/graph',
        },
      },
    }),
});
