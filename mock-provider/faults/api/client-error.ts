import { z } from 'zod';
import { json } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiClientError = defineFault({
  name: 'api/client-error',
  summary: 'The API refuses calls with a live token for what they ask, not for their token.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.5',
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
  ],
  options: interceptingOptions({
    status: z.literal([400, 404, 405, 409, 410, 422]).default(404),
  }),
  intercept: (fault, { status }) => ({
    resource: (exchange, next) =>
      fault.realm.liveScope(exchange) !== undefined && fault.claim(exchange)
        ? json(status, { message: 'The API cannot do what was asked.' })
        : next(),
  }),
});
