import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { builtIn, chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

const SCHEDULE = builtIn('Schedule', 'scheduleTrigger', 1.2, [-220, 0], {
  rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] },
});

/** What there is to do, in the form in which a webhook would have brought it. Mostly nothing. */
const ORDERS = builtIn('Orders', 'httpRequest', 4.2, [0, 0], {
  url: '{{api}}/orders',
  options: { response: { response: { fullResponse: true } } },
});

/** A workflow that n8n starts by itself, with nobody who waits for it. */
export default defineWorkflow({
  name: 'schedule',
  summary:
    'A Schedule Trigger starts it every other second; where an order waits, HTTP Request calls the API once per item.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    return planOf({
      template: 'schedule',
      items,
      startedBy: 'schedule',
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      starts: [SCHEDULE, ORDERS],
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail, position: [440, 0] })],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
