import { z } from 'zod';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Place order';

/** POST with an Idempotency-Key: the API does the work once for all calls with the same key. */
export default defineWorkflow({
  name: 'idempotency-key',
  summary: 'HTTP Request posts each item with a header Idempotency-Key made of its id.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST', headers: { 'Idempotency-Key': `order ${ITEM}` } });
    return planOf({
      template: 'idempotency-key',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail })],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
