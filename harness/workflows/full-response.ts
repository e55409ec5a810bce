import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';

/** HTTP Request that never fails: with status and headers the workflow judges by itself. */
export default defineWorkflow({
  name: 'full-response',
  summary: 'HTTP Request with Never Error and Include Response Headers and Status.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, retryOnFail }) {
    const response = { response: { neverError: true, fullResponse: true } };
    return callPerItem({
      template: 'full-response',
      items,
      retryOnFail,
      node: { options: { response } },
    });
  },
});
