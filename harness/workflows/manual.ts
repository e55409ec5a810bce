import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

/** A workflow that somebody works on: it is not active, and is tried in the editor. */
export default defineWorkflow({
  name: 'manual',
  summary:
    'HTTP Request calls the API once per item; a user in the editor executes it (Execute workflow) and sends a test event.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    return planOf({
      template: 'manual',
      items,
      startedBy: 'manual',
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail, position: [440, 0] })],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
