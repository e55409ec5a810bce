import { page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { atEndpoint, endpointShape } from './at-endpoint.ts';

const PAGE =
  '<!doctype html>\n<html lang="en"><head><title>Proxy</title></head><body><h1>Proxy authentication required</h1></body></html>\n';

export const wireProxyAuthenticationRequired = defineFault({
  name: 'wire/proxy-authentication-required',
  summary: 'A proxy on the way demands credentials: 407 and an HTML page.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8',
    'https://github.com/n8n-io/n8n/pull/28513',
  ],
  options: interceptingOptions(endpointShape),
  intercept: (fault, options) =>
    atEndpoint(options, (exchange, next) =>
      fault.claim(exchange)
        ? page(407, 'text/html; charset=utf-8', PAGE, {
            'proxy-authenticate': 'Basic realm="proxy"',
          })
        : next(),
    ),
});
