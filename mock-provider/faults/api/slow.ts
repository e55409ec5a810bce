import { waitSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { waitInRealTime } from '../engine/wait-in-real-time.ts';

export const apiSlow = defineFault({
  name: 'api/slow',
  summary: 'The API takes its time, in real time, before it carries a call out.',
  actsOn: 'api',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'],
  options: interceptingOptions({ by: waitSchema.default('2s') }),
  intercept: (fault, { by }) => ({
    async resource(exchange, next) {
      if (fault.claim(exchange)) await waitInRealTime(fault, exchange, toMs(by));
      return next();
    },
  }),
});
