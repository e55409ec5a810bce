import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/** The node Mautic: of its credential only the address of the server is chosen. */
export default defineWorkflow({
  name: 'mautic',
  summary: 'The node Mautic reads a contact for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'mautic',
      items,
      retryOnFail,
      type: 'mautic',
      typeVersion: 1,
      parameters: {
        authentication: 'oAuth2',
        resource: 'contact',
        operation: 'get',
        contactId: '={{ $json.id }}',
        options: {},
      },
      path: apiPath('mautic-contact', ITEM),
      answerAt: ['contact'],
      credentialType: {
        name: 'mauticOAuth2Api',
        fixed: { grant: 'authorization-code', authentication: 'body', scope: '' },
        fields: { url: '{{issuer}}' },
      },
    }),
});
