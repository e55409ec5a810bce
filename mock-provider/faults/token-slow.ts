import { defineFault, interceptingOptions } from '../define-fault.ts';
import { durationSchema } from '../duration-schema.ts';
import { toMs } from '../duration.ts';
import { asksWith, grants } from './token-requests.ts';
import { waitInRealTime } from './wait-in-real-time.ts';

export const tokenSlow = defineFault({
  name: 'token/slow',
  summary: 'The token endpoint takes its time, in real time, before it carries a request out.',
  surface: 'token-endpoint',
  seenInTheWild: ['https://github.com/n8n-io/n8n/pull/37828', 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'],
  options: interceptingOptions({ by: durationSchema.default('2s'), grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, { by, ...options }) => ({
    async token(exchange, next) {
      if (asksWith(exchange, options.grants) && fault.claim(exchange)) await waitInRealTime(fault, exchange, toMs(by));
      return next();
    },
  }),
});
