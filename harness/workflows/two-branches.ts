import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { merge, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const UPPER = 'Upper branch';
const LOWER = 'Lower branch';

/** Two branches with one credential: every item goes through both. */
export default defineWorkflow({
  name: 'two-branches',
  summary: 'Two branches with one credential: each sends every item by an HTTP Request of its own.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const upper = order({ method: 'POST' });
    const lower = order({ part: 'copy', method: 'POST' });
    return planOf({
      template: 'two-branches',
      items,
      apiNodes: [
        { name: UPPER, calls: [upper] },
        { name: LOWER, calls: [lower] },
      ],
      retryOnFail,
      nodes: [
        httpRequestNode(UPPER, upper, { retryOnFail, position: [660, -100] }),
        httpRequestNode(LOWER, lower, { retryOnFail, position: [660, 100] }),
        merge(2),
      ],
      edges: [
        [SPLIT_OUT.name, UPPER],
        [SPLIT_OUT.name, LOWER],
        [UPPER, 'Merge', 0, 0],
        [LOWER, 'Merge', 0, 1],
      ],
    });
  },
});
