import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';

/** A workflow that somebody works on: it is not active, and is tried in the editor. */
export default defineWorkflow({
  name: 'manual',
  summary:
    'HTTP Request calls the API once per item; a user in the editor executes it (Execute workflow) and sends a test event.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, retryOnFail }) {
    return callPerItem({
      template: 'manual',
      items,
      startedBy: 'manual',
      retryOnFail,
      node: { position: [440, 0] },
    });
  },
});
