import { z } from 'zod';
import { durationSchema, toMs } from '../../mock-provider/index.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Call API';

/** The option Batching of HTTP Request: one run of the node, with a pause between its batches. */
export default defineWorkflow({
  name: 'batching',
  summary: 'HTTP Request with its option Batching: some items at a time, with a pause between.',
  options: z.strictObject({
    items: itemsOption.default(4),
    batchSize: z.int().min(1).max(200).default(2).describe('Items per Batch'),
    interval: durationSchema.default('100ms').describe('Batch Interval'),
    retryOnFail: retryOnFailOption,
  }),
  build({ items, batchSize, interval, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    const batch = { batchSize, batchInterval: toMs(interval) };
    return planOf({
      template: 'batching',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail, options: { batching: { batch } } })],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
