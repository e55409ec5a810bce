import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireReset = defineFault({
  name: 'wire/reset',
  summary: 'The connection is reset before the request is carried out.',
  actsOn: 'wire',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9112#section-9.5'],
  options: interceptingOptions(endpointShape),
  intercept: (fault, options) =>
    atEndpoint(options, (exchange, next) => (fault.claim(exchange) ? { kind: 'reset' } : next())),
});
