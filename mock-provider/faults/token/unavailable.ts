import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { retryAfterHeader } from '../engine/retry-after.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const tokenUnavailable = defineFault({
  name: 'token/unavailable',
  summary: 'The token endpoint answers with a server error and carries nothing out.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
  ],
  options: interceptingOptions({
    status: z.int().min(500).max(599).default(503),
    retryAfter: durationSchema.optional(),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? page(
            options.status,
            'text/plain; charset=utf-8',
            'The service is temporarily unavailable.\n',
            retryAfterHeader(options.retryAfter),
          )
        : next(),
  }),
});
