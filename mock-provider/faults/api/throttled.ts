import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { json } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { retryAfterHeader } from '../engine/retry-after.ts';

export const apiThrottled = defineFault({
  name: 'api/throttled',
  summary: 'The API answers 429, or 503, to calls with a live token and asks to come back later.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/',
  ],
  options: interceptingOptions({
    status: z.literal([429, 503]).default(429),
    retryAfter: durationSchema
      .nullable()
      .default('2s')
      .describe('Retry-After; null leaves the header out'),
    toldAs: z
      .enum(['seconds', 'date'])
      .default('seconds')
      .describe('form of Retry-After; date: on the clock of the API'),
  }),
  intercept: (fault, { status, retryAfter, toldAs }) => ({
    resource(exchange, next) {
      if (fault.realm.liveScope(exchange) === undefined || !fault.claim(exchange)) return next();
      const header = retryAfterHeader(
        retryAfter,
        toldAs === 'date' ? fault.realm.now('resource') : undefined,
      );
      return fault.realm.answer(
        'throttled-api',
        exchange,
        json(status, { message: 'Too many requests.' }, header),
      );
    },
  }),
});
