import { z } from 'zod';
import { json } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiExpiryToldAs = defineFault({
  name: 'api/expiry-told-as',
  summary:
    'The API tells that an access token has expired in another way than 401 with a challenge.',
  actsOn: 'api',
  seenInTheWild: [
    'https://github.com/n8n-io/n8n/issues/10199',
    'https://github.com/n8n-io/n8n/issues/32423',
    'https://github.com/n8n-io/n8n/issues/38508',
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
  ],
  options: interceptingOptions({
    as: z
      .enum(['401-without-challenge', '403', '400', '404', '498', '500', '200'])
      .default('403')
      .describe('200: the error is in the body alone'),
  }),
  intercept: (fault, { as }) => ({
    async resource(exchange, next) {
      const reply = await next();
      if (
        exchange.outcome.accepted !== false ||
        exchange.record.presented?.standing !== 'expired' ||
        !fault.claim(exchange)
      )
        return reply;
      return json(Number.parseInt(as, 10), {
        success: false,
        errors: [{ code: '602', message: 'Access token expired' }],
      });
    },
  }),
});
