import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { apiNode } from './parts/api-node.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { microsoftCredential } from './parts/microsoft-credential.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';

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
  build({ items, retryOnFail }) {
    return callPerItem({
      template: 'polling-trigger',
      items,
      startedBy: 'poll',
      retryOnFail,
      starts: [TRIGGER],
      node: { position: [440, 0], credentialType: CREDENTIAL },
      credentialType: microsoftCredential({
        name: CREDENTIAL,
        scope: SCOPE,
        fields: { graphApiBaseUrl: '{{api}}/graph', scope: SCOPE },
      }),
    });
  },
});
