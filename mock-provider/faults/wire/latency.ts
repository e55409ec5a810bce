import { waitSchema } from '../../model/duration-schema.ts';
import { toMs } from '../../model/duration.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { waitInRealTime } from '../engine/wait-in-real-time.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireLatency = defineFault({
  name: 'wire/latency',
  summary: 'Requests take longer, in real time, by an amount that varies.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'],
  options: interceptingOptions({
    ...endpointShape,
    by: waitSchema.default('200ms').describe('the least delay'),
    jitter: waitSchema.default('100ms').describe('up to so much more, seeded'),
  }),
  intercept: (fault, { by, jitter, ...options }) =>
    atEndpoint(options, async (exchange, next) => {
      if (fault.claim(exchange))
        await waitInRealTime(fault, exchange, toMs(by) + fault.random() * toMs(jitter));
      return next();
    }),
});
