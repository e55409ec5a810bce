import { delaySchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, onceOptions } from '../engine/define-fault.ts';
import { refreshCommitted } from '../engine/token-requests.ts';
import { waitInRealTime } from '../engine/wait-in-real-time.ts';

export const replyLateAfterCommit = defineFault({
  name: 'reply/late-after-commit',
  summary:
    'The provider carries the refresh out, then takes its time, in real time, before it answers.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    'https://github.com/n8n-io/n8n/pull/37828',
  ],
  options: onceOptions({ by: delaySchema.default('2s') }),
  intercept: (fault, { by }) => ({
    async token(exchange, next) {
      const reply = await next();
      if (refreshCommitted(exchange) && fault.claim(exchange))
        await waitInRealTime(fault, exchange, toMs(by));
      return reply;
    },
  }),
});
