import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { microsoftCredential } from './parts/microsoft-credential.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
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
      retryOnFail,
      type: 'microsoftToDo',
      typeVersion: 1,
      parameters: { resource: 'list', operation: 'get', listId: '={{ $json.id }}' },
      path: apiPath('microsoft-list', ITEM),
      credentialType: microsoftCredential({
        name: 'microsoftToDoOAuth2Api',
        scope: 'openid offline_access Tasks.ReadWrite',
        // A field of Microsoft's clouds, which takes any address.
        fields: { graphApiBaseUrl: '{{api}}/graph' },
      }),
    }),
});
