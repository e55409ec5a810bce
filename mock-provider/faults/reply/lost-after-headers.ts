import { defineFault, onceOptions } from '../engine/define-fault.ts';
import { refreshCommitted } from '../engine/token-requests.ts';

export const replyLostAfterHeaders = defineFault({
  name: 'reply/lost-after-headers',
  summary:
    'The provider carries the refresh out, then the connection closes between the headers and the body of the reply.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9112#section-8',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  options: onceOptions({}),
  intercept: (fault) => ({
    async token(exchange, next) {
      const reply = await next();
      return reply.kind === 'http' && refreshCommitted(exchange) && fault.claim(exchange)
        ? { kind: 'truncate', reply, bytes: 0 }
        : reply;
    },
  }),
});
