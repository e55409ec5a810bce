import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireIdleConnectionKilled = defineFault({
  name: 'wire/idle-connection-killed',
  summary: 'The server closes the connection after the reply without having said so.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9112#section-9.6',
    'https://www.rfc-editor.org/rfc/rfc9112#section-9.3.1',
  ],
  options: interceptingOptions(endpointShape),
  intercept: (fault, options) =>
    atEndpoint(options, async (exchange, next) => {
      const reply = await next();
      return reply.kind === 'http' && fault.claim(exchange) ? { ...reply, closes: true } : reply;
    }),
});
