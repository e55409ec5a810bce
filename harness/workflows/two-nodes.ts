import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, merge, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const PLACE = 'Place order';
const READ = 'Read order';

/** Two nodes in a row with one credential: an order is placed, and then it is read. */
export default defineWorkflow({
  name: 'two-nodes',
  summary: 'Two HTTP Request nodes in a row with one credential: each item is sent, then read.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const place = order({ method: 'POST' });
    const read = order({ part: 'state' });
    return planOf({
      template: 'two-nodes',
      items,
      apiNodes: [
        { name: PLACE, calls: [place] },
        { name: READ, calls: [read] },
      ],
      retryOnFail,
      nodes: [
        httpRequestNode(PLACE, place, { retryOnFail }),
        httpRequestNode(READ, read, { retryOnFail, position: [880, 0] }),
        merge(2),
      ],
      edges: [...chain(SPLIT_OUT.name, PLACE, READ), [PLACE, 'Merge', 0, 0], [READ, 'Merge', 0, 1]],
    });
  },
});
