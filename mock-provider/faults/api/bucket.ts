import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { json } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiBucket = defineFault({
  name: 'api/bucket',
  summary:
    'The API takes calls with a live token from a bucket that refills in realm time, and answers 429 while it is empty.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    'https://shopify.dev/docs/api/usage/limits',
  ],
  options: interceptingOptions({
    capacity: z.int().positive().default(5).describe('calls a full bucket holds; it begins full'),
    refillEvery: durationSchema
      .refine((every) => toMs(every) > 0, 'is no time at all')
      .default('1s')
      .describe('one call is added so often'),
  }),
  intercept(fault, { capacity, refillEvery }) {
    const everyMs = toMs(refillEvery);
    let level: number = capacity;
    let seenMs = fault.realm.now('resource');
    return {
      resource(exchange, next) {
        if (fault.realm.liveScope(exchange) === undefined) return next();
        const now = fault.realm.now('resource');
        level = Math.min(capacity, level + Math.max(0, now - seenMs) / everyMs);
        seenMs = now;
        if (level < 1 && fault.claim(exchange)) {
          const seconds = Math.ceil(((1 - level) * everyMs) / 1_000);
          return fault.realm.answer(
            'throttled-api',
            exchange,
            json(429, { message: 'Too many requests.' }, { 'retry-after': String(seconds) }),
          );
        }
        level = Math.max(0, level - 1);
        // Who takes the last call has met the limit also when he keeps to it.
        if (level < 1) fault.meet(exchange);
        return next();
      },
    };
  },
});
