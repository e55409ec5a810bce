import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { json } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { retryAfterHeader } from '../engine/retry-after.ts';

export const apiServerError = defineFault({
  name: 'api/server-error',
  summary: 'The API answers with a server error before it looks at the token.',
  actsOn: 'api',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6'],
  options: interceptingOptions({
    status: z.int().min(500).max(599).default(500),
    retryAfter: durationSchema.optional(),
  }),
  intercept: (fault, { status, retryAfter }) => ({
    resource: (exchange, next) =>
      fault.claim(exchange)
        ? json(status, { message: 'The API is not well.' }, retryAfterHeader(retryAfter))
        : next(),
  }),
});
