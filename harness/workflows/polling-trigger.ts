import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { apiNode } from './parts/api-node.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

/** The type of credential of both nodes: its field for Microsoft's clouds takes any address. */
const CREDENTIAL = 'microsoftOAuth2Api';
const SCOPE = 'openid offline_access Mail.ReadWrite';

/** n8n polls at most once a minute for each of these, so this is every five seconds. */
const EVERY_5_S = Array.from({ length: 12 }, (_, index) => ({
  mode: 'custom',
  cronExpression: `${index * 5} * * * * *`,
}));

/** Each order is a message, with the order for its body. */
const TRIGGER = {
  ...apiNode(
    'New mail',
    'microsoftOutlookTrigger',
    1,
    {
      authentication: CREDENTIAL,
      pollTimes: { item: EVERY_5_S },
      event: 'messageReceived',
      output: 'raw',
      filters: {},
      options: {},
    },
    CREDENTIAL,
  ),
  position: [0, 0],
} as const;

/** A workflow that n8n starts when it finds something new; it asks for that with the credential. */
export default defineWorkflow({
  name: 'polling-trigger',
  summary:
    'The Microsoft Outlook Trigger polls for new mail; HTTP Request calls the API once per item, with the same credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    return planOf({
      template: 'polling-trigger',
      items,
      startedBy: 'poll',
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      starts: [TRIGGER],
      nodes: [
        httpRequestNode(API_NODE, call, {
          retryOnFail,
          position: [440, 0],
          credentialType: CREDENTIAL,
        }),
      ],
      edges: chain(SPLIT_OUT.name, API_NODE),
      credentialType: {
        name: CREDENTIAL,
        fixed: {
          grant: 'authorization-code',
          authentication: 'body',
          scope: SCOPE,
        },
        fields: {
          authUrl: '{{authorizationUrl}}',
          accessTokenUrl: '{{tokenUrl}}',
          graphApiBaseUrl: '{{api}}/graph',
          scope: SCOPE,
        },
      },
    });
  },
});
