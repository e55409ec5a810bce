import { z } from 'zod';
import { delaySchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { waitInRealTime } from '../engine/wait-in-real-time.ts';

export const apiSlow = defineFault({
  name: 'api/slow',
  summary: 'The API takes its time, in real time, before it carries a call out.',
  actsOn: 'api',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'],
  options: interceptingOptions({
    by: delaySchema.default('2s'),
    untilAnother: z
      .boolean()
      .default(false)
      .describe('no longer than until another call, which is not slow, has had its success'),
  }),
  intercept(fault, { by, untilAnother }) {
    let overtaken = new AbortController();
    return {
      async resource(exchange, next) {
        if (fault.claim(exchange)) {
          const signal = untilAnother
            ? AbortSignal.any([fault.signal, overtaken.signal])
            : fault.signal;
          await waitInRealTime({ signal }, exchange, toMs(by));
          return next();
        }
        const reply = await next();
        if (reply.kind === 'http' && reply.status < 300) {
          overtaken.abort();
          overtaken = new AbortController();
        }
        return reply;
      },
    };
  },
});
