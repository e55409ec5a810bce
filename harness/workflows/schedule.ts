import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { builtIn } from './parts/nodes.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';

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
  build({ items, retryOnFail }) {
    return callPerItem({
      template: 'schedule',
      items,
      startedBy: 'schedule',
      retryOnFail,
      starts: [SCHEDULE, ORDERS],
      node: { position: [440, 0] },
    });
  },
});
