import { z } from 'zod';
import { BY_HAND } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, MANUAL_TRIGGER, set, SPLIT_OUT, type N8nNode } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

/**
 * The workflow Webhook → Split Out → HTTP Request: one API call per item. n8n runs all items of one
 * execution in parallel. The workflow is its own error workflow.
 */
export default defineWorkflow({
  name: 'http-request',
  summary:
    'A webhook hands over items; HTTP Request calls the API once per item with the generic OAuth2 credential.',
  options: z.strictObject({
    items: itemsOption,
    manualTrigger: z
      .boolean()
      .default(false)
      .describe(
        'starts from a Manual Trigger as well, over items of its own: what n8n execute needs',
      ),
    method: z
      .enum(['GET', 'POST', 'PUT'])
      .default('GET')
      .describe('every call has a query and a header of its own; POST and PUT have a body too'),
    body: z
      .enum(['json', 'multipart'])
      .default('json')
      .describe('type of the body; multipart: a form of parts, as for the upload of a file'),
    retryOnFail: retryOnFailOption,
  }),
  build({ items, manualTrigger, method, body, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method, bodyType: body });
    const byHand = manualTrigger ? [MANUAL_TRIGGER, ownItems(items)] : [];
    return planOf({
      template: 'http-request',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [...byHand, httpRequestNode(API_NODE, call, { retryOnFail, position: [440, 0] })],
      edges: [
        ...chain(SPLIT_OUT.name, API_NODE),
        ...(manualTrigger ? chain(...byHand.map(({ name }) => name), SPLIT_OUT.name) : []),
      ],
    });
  },
});

/**
 * The items that the webhook would have delivered, for a manual start. Each execution has its own
 * items.
 */
function ownItems(items: number): N8nNode {
  const ids = Array.from({ length: items }, (_, index) => ({
    id: `${BY_HAND}{{ $execution.id }}-${index + 1}`,
  }));
  return set('Items', `=${JSON.stringify({ body: { items: ids } })}`);
}
