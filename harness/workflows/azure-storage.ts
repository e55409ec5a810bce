import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { microsoftCredential } from './parts/microsoft-credential.ts';
import { readFile, set } from './parts/nodes.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/** The node Azure Storage, which is declarative, and looks at errors of the API by itself. */
export default defineWorkflow({
  name: 'azure-storage',
  summary:
    'The node Azure Storage downloads a blob for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'azure-storage',
      items,
      retryOnFail,
      type: 'azureStorage',
      typeVersion: 1,
      parameters: {
        authentication: 'oAuth2',
        resource: 'blob',
        operation: 'get',
        container: { __rl: true, mode: 'id', value: 'oauth-chaos' },
        blob: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
      },
      path: apiPath('azure-blob', ITEM),
      credentialType: microsoftCredential({
        name: 'azureStorageOAuth2Api',
        scope: 'https://storage.azure.com/.default',
        // A field that n8n fills in from the name of the account.
        fields: { baseUrl: '{{api}}/azure' },
      }),
      after: [readFile('Read file'), set('Answer', '={{ $json.content }}', [1_100, 0])],
    }),
});
