import { z } from 'zod';
import { scopeSchema } from '../../model/scope.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith } from '../engine/token-requests.ts';

export const scopeNarrowedOnRefresh = defineFault({
  name: 'scope/narrowed-on-refresh',
  summary: 'A refresh yields an access token with less scope than was granted.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-6',
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.3',
  ],
  options: interceptingOptions({
    to: scopeSchema.default('write').describe('what is left of the scope'),
    announced: z
      .boolean()
      .default(true)
      .describe('whether the reply tells the new scope, as RFC 6749 §5.1 demands'),
  }),
  intercept: (fault, { to, announced }) => ({
    token(exchange, next) {
      if (asksWith(exchange, ['refresh_token']))
        exchange.wishes.narrowScope ??= {
          fault: fault.id,
          to,
          announced,
          claim: () => fault.claim(exchange),
        };
      return next();
    },
  }),
});
