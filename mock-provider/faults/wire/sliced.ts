import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireSliced = defineFault({
  name: 'wire/sliced',
  summary:
    'Replies arrive in pieces of a few bytes, so that no piece can be understood on its own.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9112#section-6.3'],
  options: interceptingOptions({
    ...endpointShape,
    bytes: z.int().positive().default(1).describe('length of a piece'),
  }),
  intercept: (fault, { bytes, ...options }) =>
    atEndpoint(options, async (exchange, next) => {
      const reply = await next();
      return reply.kind === 'http' && reply.body.length > bytes && fault.claim(exchange)
        ? { kind: 'drip', reply, chunkBytes: bytes, everyMs: 1 }
        : reply;
    }),
});
