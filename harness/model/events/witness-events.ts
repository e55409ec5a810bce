import { z } from 'zod';
import { event } from './event-parts.ts';

/** Events about monitoring: what was there to see failures with, and what it showed. */

export const witnessReadyEvent = event('witness-ready', {
  witness: z.string(),
  there: z.boolean().describe('whether it could show anything in this run'),
  why: z
    .string()
    .optional()
    .describe('why it was not there; of one that was, what kept it from showing more'),
});

export const witnessEvent = event('witness', {
  witness: z.string(),
  text: z.string().describe('what it showed, as it was written'),
  workflow: z.string().optional().describe('the workflow of the scenario that it names'),
  credential: z.string().optional().describe('the credential of the scenario that it names'),
  executionId: z.string().optional().describe("the client's own id of the execution it names"),
  key: z.string().optional().describe('the execution after which it was looked at'),
});
