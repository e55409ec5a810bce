import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireHalfClose = defineFault({
  name: 'wire/half-close',
  summary:
    'The server closes its half of the connection instead of answering, before the request is carried out.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9112#section-9.6'],
  options: interceptingOptions(endpointShape),
  intercept: (fault, options) =>
    atEndpoint(options, (exchange, next) =>
      fault.claim(exchange) ? { kind: 'half-close' } : next(),
    ),
});
