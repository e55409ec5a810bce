import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireBandwidth = defineFault({
  name: 'wire/bandwidth',
  summary: 'Replies trickle in at a few bytes a second.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9112#section-8'],
  options: interceptingOptions({
    ...endpointShape,
    bytesPerSecond: z.int().positive().default(100),
  }),
  intercept: (fault, { bytesPerSecond, ...options }) =>
    atEndpoint(options, async (exchange, next) => {
      const reply = await next();
      if (reply.kind !== 'http' || reply.body === '' || !fault.claim(exchange)) return reply;
      // Ten pieces a second. At less than ten bytes a second, pieces of one byte.
      const chunkBytes = Math.max(1, Math.floor(bytesPerSecond / 10));
      return { kind: 'drip', reply, chunkBytes, everyMs: (chunkBytes / bytesPerSecond) * 1_000 };
    }),
});
