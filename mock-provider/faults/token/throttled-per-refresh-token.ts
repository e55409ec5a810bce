import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith } from '../engine/token-requests.ts';
import { tooMany } from './too-many.ts';

export const tokenThrottledPerRefreshToken = defineFault({
  name: 'token/throttled-per-refresh-token',
  summary:
    'The token endpoint takes a number of refreshes with one refresh token within a while, and answers 429 to more.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.zoho.com/accounts/protocol/oauth/token-limits.html',
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  ],
  options: interceptingOptions({
    limit: z.int().nonnegative().default(1).describe('refreshes per refresh token within `per`'),
    per: durationSchema.default('10m').describe('in realm time'),
  }),
  intercept(fault, { limit, per }) {
    const windowMs = toMs(per);
    const uses = new Map<string, readonly number[]>();
    return {
      token(exchange, next) {
        const fingerprint = asksWith(exchange, ['refresh_token'])
          ? exchange.record.presented?.ref?.fingerprint
          : undefined;
        if (fingerprint === undefined) return next();
        const now = fault.realm.now();
        const recent = (uses.get(fingerprint) ?? []).filter((usedMs) => now - usedMs < windowMs);
        if (recent.length >= limit && fault.claim(exchange)) {
          const waitMs = (recent[0] ?? now) + windowMs - now;
          return fault.realm.answer('throttled-token-endpoint', exchange, tooMany(waitMs / 1_000));
        }
        uses.set(fingerprint, [...recent, now]);
        return next();
      },
    };
  },
});
