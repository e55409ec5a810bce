import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { ownNodePlan } from './parts/own-node.ts';

/** The node GitLab: of its credential only the address of the server is chosen. */
export default defineWorkflow({
  name: 'gitlab',
  summary: 'The node GitLab reads a project for each item, with its own type of credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build: ({ items, retryOnFail }) =>
    ownNodePlan({
      template: 'gitlab',
      items,
      retryOnFail,
      type: 'gitlab',
      typeVersion: 1,
      parameters: {
        authentication: 'oAuth2',
        resource: 'repository',
        operation: 'get',
        owner: 'oauth-chaos',
        repository: '={{ $json.id }}',
      },
      path: apiPath('gitlab-project', ITEM),
      credentialType: {
        name: 'gitlabOAuth2Api',
        fixed: { grant: 'authorization-code', authentication: 'body', scope: 'api' },
        fields: { server: '{{issuer}}' },
      },
    }),
});
