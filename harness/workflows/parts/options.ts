import { z } from 'zod';
import { durationSchema, toMs, type Duration } from '../../../mock-provider/index.ts';
import type { RetryOnFail } from '../../model/workflow.ts';

/** Number of items of one execution, where a template does not say otherwise. */
export const itemsOption = z.int().min(1).max(200).default(1).describe('items per execution');

/** Retry On Fail of the nodes that call the API. Every template has it: it is also a remedy. */
export const retryOnFailOption = z
  .strictObject({
    maxTries: z.int().min(2).max(5).default(3),
    wait: durationSchema.default('5s').describe('at most 5s, n8n cuts it there'),
  })
  .optional()
  .describe('Retry On Fail of the nodes that call the API');

/** The option as a template is given it. */
export type RetryOption = { readonly maxTries: number; readonly wait: Duration } | undefined;

/** The option as a plan has it. */
export const retryOf = (option: RetryOption): RetryOnFail | null =>
  option === undefined ? null : { maxTries: option.maxTries, waitMs: toMs(option.wait) };
