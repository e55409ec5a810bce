import { z } from 'zod';
import { durationSchema, toMs } from '../../mock-provider/index.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';

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
  build({ items, batchSize, interval, retryOnFail }) {
    const intervalMs = toMs(interval);
    return callPerItem({
      template: 'batching',
      items,
      retryOnFail,
      batching: { size: batchSize, intervalMs },
      node: { options: { batching: { batch: { batchSize, batchInterval: intervalMs } } } },
    });
  },
});
