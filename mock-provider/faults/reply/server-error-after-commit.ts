import { z } from 'zod';
import { page } from '../../model/reply.ts';
import { defineFault, onceOptions } from '../engine/define-fault.ts';
import { refreshCommitted } from '../engine/token-requests.ts';

export const replyServerErrorAfterCommit = defineFault({
  name: 'reply/server-error-after-commit',
  summary:
    'The provider carries the refresh out, then a server error takes the place of the reply.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.5',
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
  ],
  options: onceOptions({ status: z.int().min(500).max(599).default(502) }),
  intercept: (fault, { status }) => ({
    async token(exchange, next) {
      const reply = await next();
      return refreshCommitted(exchange) && fault.claim(exchange)
        ? page(status, 'text/plain; charset=utf-8', 'The upstream did not answer.\n')
        : reply;
    },
  }),
});
