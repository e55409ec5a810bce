import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { BINARY, readFile, set } from './parts/nodes.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/** The node Nextcloud: files over WebDAV, and other addresses for the credential. */
export default defineWorkflow({
  name: 'nextcloud',
  summary: 'The node Nextcloud downloads a file for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'nextcloud',
      items,
      retryOnFail,
      type: 'nextCloud',
      typeVersion: 1,
      parameters: {
        authentication: 'oAuth2',
        resource: 'file',
        operation: 'download',
        path: '={{ $json.id }}',
        binaryPropertyName: BINARY,
      },
      path: apiPath('nextcloud-file', ITEM),
      credentialType: {
        name: 'nextCloudOAuth2Api',
        fixed: { grant: 'authorization-code', authentication: 'body', scope: '' },
        fields: {
          webDavUrl: '{{api}}/remote.php/webdav',
          authUrl: '{{authorizationUrl}}',
          accessTokenUrl: '{{tokenUrl}}',
        },
      },
      after: [readFile('Read file'), set('Answer', '={{ $json.content }}', [1_100, 0])],
    }),
});
