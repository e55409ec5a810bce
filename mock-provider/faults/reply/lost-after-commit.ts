import { defineFault, onceOptions } from '../engine/define-fault.ts';
import { refreshCommitted } from '../engine/token-requests.ts';

export const replyLostAfterCommit = defineFault({
  name: 'reply/lost-after-commit',
  summary: 'The provider carries the refresh out, then the connection is reset before the reply.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
  ],
  options: onceOptions({}),
  intercept: (fault) => ({
    async token(exchange, next) {
      const reply = await next();
      return refreshCommitted(exchange) && fault.claim(exchange) ? { kind: 'reset' } : reply;
    },
  }),
});
