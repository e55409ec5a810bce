import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

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
  build({ items, by, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    return planOf({
      template: 'on-error',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail, settings: { onError: WAYS[by] } })],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
