import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, loop, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

/** Loop Over Items (Split in Batches): the node that calls the API runs once for each portion. */
export default defineWorkflow({
  name: 'loop',
  summary: 'Loop Over Items: HTTP Request runs once for each portion of the items.',
  options: z.strictObject({
    items: itemsOption.default(3),
    atATime: z.int().min(1).max(200).default(1).describe('items per turn of the loop'),
    retryOnFail: retryOnFailOption,
  }),
  build({ items, atATime, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    return planOf({
      template: 'loop',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      atATime,
      retryOnFail,
      nodes: [
        loop(atATime),
        httpRequestNode(API_NODE, call, { retryOnFail, position: [660, 100] }),
        DONE,
      ],
      edges: [
        ...chain(SPLIT_OUT.name, 'Loop'),
        ['Loop', DONE.name, 0],
        ['Loop', API_NODE, 1],
        [API_NODE, 'Loop'],
      ],
    });
  },
});

/** What the loop gives at its end is what the caller gets. */
const DONE = {
  id: 'done',
  name: 'Done',
  type: 'n8n-nodes-base.noOp',
  typeVersion: 1,
  position: [660, -100],
  parameters: {},
} as const;
