import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const replyHugeToken = defineFault({
  name: 'reply/huge-token',
  summary: 'Access tokens are valid and very long.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://www.rfc-editor.org/rfc/rfc9110#section-5.4',
  ],
  options: interceptingOptions({
    bytes: z
      .int()
      .min(100)
      .max(64 * 1_024)
      .default(8_192)
      .describe('length of an opaque access token; JWTs keep theirs'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, { bytes, ...options }) => ({
    token(exchange, next) {
      if (asksWith(exchange, options.grants))
        exchange.wishes.padAccessToken ??= {
          fault: fault.id,
          bytes,
          claim: () => fault.claim(exchange),
        };
      return next();
    },
  }),
});
