import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';
import { tooMany } from './too-many.ts';

export const tokenBucket = defineFault({
  name: 'token/bucket',
  summary:
    'The token endpoint takes requests from a bucket that refills in realm time, and answers 429 while it is empty.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    'https://developer.okta.com/docs/reference/rate-limits/',
  ],
  options: interceptingOptions({
    capacity: z
      .int()
      .positive()
      .default(5)
      .describe('requests a full bucket holds; it begins full'),
    refillEvery: durationSchema
      .refine((every) => toMs(every) > 0, 'is no time at all')
      .default('10s')
      .describe('one request is added so often'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept(fault, { capacity, refillEvery, ...options }) {
    const everyMs = toMs(refillEvery);
    let level: number = capacity;
    let seenMs = fault.realm.now();
    return {
      token(exchange, next) {
        if (!asksWith(exchange, options.grants)) return next();
        const now = fault.realm.now();
        level = Math.min(capacity, level + Math.max(0, now - seenMs) / everyMs);
        seenMs = now;
        if (level < 1 && fault.claim(exchange))
          return fault.realm.answer(
            'throttled-token-endpoint',
            exchange,
            tooMany(((1 - level) * everyMs) / 1_000),
          );
        level = Math.max(0, level - 1);
        return next();
      },
    };
  },
});
