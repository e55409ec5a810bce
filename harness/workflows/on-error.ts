import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';

/** What n8n calls the ways on after an error. */
const WAYS = { output: 'continueErrorOutput', item: 'continueRegularOutput' } as const;

/** The setting On Error of HTTP Request: the execution goes on after an item that failed. */
export default defineWorkflow({
  name: 'on-error',
  summary: 'HTTP Request with On Error: an item that fails does not end the execution.',
  options: z.strictObject({
    items: itemsOption,
    by: z
      .enum(['output', 'item'])
      .default('output')
      .describe('output: failed items leave by an output of their own; item: among the others'),
    retryOnFail: retryOnFailOption,
  }),
  build({ items, by, retryOnFail }) {
    return callPerItem({
      template: 'on-error',
      items,
      retryOnFail,
      node: { settings: { onError: WAYS[by] } },
    });
  },
});
