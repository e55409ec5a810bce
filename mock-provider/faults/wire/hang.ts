import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

export const wireHang = defineFault({
  name: 'wire/hang',
  summary:
    'The request is taken and never answered; what hangs goes on hanging when the fault is healed.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    'https://github.com/n8n-io/n8n/pull/37828',
  ],
  options: interceptingOptions(endpointShape),
  intercept: (fault, options) =>
    atEndpoint(options, (exchange, next) => (fault.claim(exchange) ? { kind: 'hang' } : next())),
});
