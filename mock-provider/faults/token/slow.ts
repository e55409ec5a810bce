import { delaySchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';
import { waitInRealTime } from '../engine/wait-in-real-time.ts';

export const tokenSlow = defineFault({
  name: 'token/slow',
  summary: 'The token endpoint takes its time, in real time, before it carries a request out.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://github.com/n8n-io/n8n/pull/37828',
    'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
  ],
  options: interceptingOptions({
    by: delaySchema.default('2s'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, { by, ...options }) => ({
    async token(exchange, next) {
      if (asksWith(exchange, options.grants) && fault.claim(exchange))
        await waitInRealTime(fault, exchange, toMs(by));
      return next();
    },
  }),
});
