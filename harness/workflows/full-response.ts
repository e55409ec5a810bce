import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

/** HTTP Request that never fails: with status and headers the workflow judges by itself. */
export default defineWorkflow({
  name: 'full-response',
  summary: 'HTTP Request with Never Error and Include Response Headers and Status.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    const response = { response: { neverError: true, fullResponse: true } };
    return planOf({
      template: 'full-response',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail, options: { response } })],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
