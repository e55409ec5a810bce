import { z } from 'zod';
import type { Exchange } from '../../model/exchange.ts';
import { oauthError, page } from '../../model/reply.ts';
import { clientRefused } from '../../policy/client-refused.ts';
import { defineFault, interceptingOptions, ofClient } from '../engine/define-fault.ts';

export const clientDisabled = defineFault({
  name: 'client/disabled',
  summary: 'The client is disabled at the provider: no grant, no consent.',
  actsOn: 'policy',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/issues/22544',
  ],
  options: interceptingOptions({
    ...ofClient,
    error: z.enum(['invalid_client', 'unauthorized_client']).default('invalid_client'),
  }),
  intercept(fault, { client, error }) {
    const meant = (exchange: Exchange): boolean =>
      exchange.record.client !== undefined &&
      (client === undefined || exchange.record.client === client);
    return {
      token(exchange, next) {
        if (!meant(exchange) || !fault.claim(exchange)) return next();
        return error === 'invalid_client'
          ? fault.realm.answer(
              'client-refused',
              exchange,
              clientRefused(exchange.record.clientAuth, 'The client is disabled.'),
            )
          : oauthError(400, error, 'The client is disabled.');
      },
      authorize: (exchange, next) =>
        meant(exchange) && fault.claim(exchange)
          ? page(403, 'text/plain; charset=utf-8', 'The application is disabled.\n')
          : next(),
    };
  },
});
