import { z } from 'zod';
import { machineSchema } from './client-events.ts';
import { event } from './event-parts.ts';

/** Events of a load run: what was to be made, and what the generator and the provider counted. */

const count = z.int().min(0);

/** Milliseconds until an answer, by what they are: `avg`, `p(95)`. */
export const latencySchema = z.record(z.string(), z.number());

export const loadBeginEvent = event('load-begin', {
  generator: z.string().describe('what makes the calls: autocannon, k6'),
  version: z.string().optional(),
  rate: z.number().describe('calls per second'),
  durationMs: z.number(),
  bucketMs: z.number().describe('length of one bucket; the first begins with this event'),
  thresholds: z.record(z.string(), z.array(z.string())).describe("in k6's syntax"),
  sampling: z
    .object({
      every: z.int().describe('of calls that the API accepted at once, every so many is an event'),
      most: z.int().describe('at most so many exchanges of each kind are events'),
    })
    .describe('which exchanges under load are events; the others are only counted'),
});

/** Of one bucket: what the generator saw. */
export const loadCallsEvent = event('load-calls', {
  index: count,
  made: count.describe('calls that were begun'),
  ok: count.describe('good answers that came'),
  failed: count.describe('bad answers, broken connections and calls that were given up'),
  latencyMs: latencySchema.optional().describe('of the answers that came; missing without any'),
});

/** Of one bucket: what the provider saw. Missing where it saw nothing. */
export const loadTrafficEvent = event('load-traffic', {
  index: count,
  accepted: count.describe('calls that the API carried out'),
  refused: count.describe('calls that the API refused'),
  tokenRequests: count,
  refreshed: count.describe('refresh requests that brought a token'),
});

export const loadEndEvent = event('load-end', {
  ended: z.enum(['completed', 'died']),
  because: z.string().optional().describe('why it died'),
  latencyMs: latencySchema.optional().describe('of all calls; missing when none was answered'),
  statuses: z.record(z.string(), count).optional().describe('answers by HTTP status'),
  leftOut: z
    .object({ accepted: count, refused: count, token: count })
    .describe('exchanges that are no events, but are counted'),
  ownCpuMs: z
    .number()
    .optional()
    .describe('processor time of this process: the provider, and the recording'),
  generatorCpuMs: z.number().optional(),
  machine: machineSchema.optional(),
});
