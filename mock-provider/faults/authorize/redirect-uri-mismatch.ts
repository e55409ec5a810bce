import { page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const authorizeRedirectUriMismatch = defineFault({
  name: 'authorize/redirect-uri-mismatch',
  summary:
    'The redirect URI of the request is not the registered one: the user is shown a page, and sent nowhere.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2.4',
    'https://github.com/n8n-io/n8n/issues/13228',
    'https://github.com/n8n-io/n8n/issues/23650',
  ],
  options: interceptingOptions({}),
  intercept: (fault) => ({
    authorize(exchange, next) {
      const redirectUri = exchange.parameters.get('redirect_uri');
      return redirectUri !== undefined && fault.claim(exchange)
        ? page(
            400,
            'text/plain; charset=utf-8',
            `Error 400: redirect_uri_mismatch\nThe redirect URI ${redirectUri} is not registered for this app.\n`,
          )
        : next();
    },
  }),
});
