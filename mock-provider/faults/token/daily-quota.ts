import { z } from 'zod';
import { toMs } from '../../model/duration.ts';
import { oauthError } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

const DAY_MS = toMs('1d');

export const tokenDailyQuota = defineFault({
  name: 'token/daily-quota',
  summary:
    'The token endpoint answers a number of requests per realm day and 429 to all further ones.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.zoho.com/accounts/protocol/oauth/token-limits.html',
    'https://developers.google.com/analytics/devguides/reporting/data/v1/quotas',
  ],
  options: interceptingOptions({
    limit: z.int().nonnegative().default(10).describe('requests answered per realm day'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept(fault, options) {
    // The first day begins when the fault is injected, and not at midnight. Otherwise a run that
    // passes midnight would get a second quota.
    let dayStart = fault.realm.now();
    let used = 0;
    return {
      token(exchange, next) {
        if (!asksWith(exchange, options.grants)) return next();
        const elapsed = fault.realm.now() - dayStart;
        if (elapsed >= DAY_MS) {
          dayStart += Math.floor(elapsed / DAY_MS) * DAY_MS;
          used = 0;
        }
        if (used < options.limit || !fault.claim(exchange)) {
          used += 1;
          return next();
        }
        const wait = Math.ceil((dayStart + DAY_MS - fault.realm.now()) / 1_000);
        return oauthError(429, 'temporarily_unavailable', 'The daily quota is used up.', {
          'retry-after': String(wait),
        });
      },
    };
  },
});
