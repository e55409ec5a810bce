import { defineFault, onceOptions } from '../engine/define-fault.ts';
import { refreshCommitted } from '../engine/token-requests.ts';

export const replyTruncatedAfterCommit = defineFault({
  name: 'reply/truncated-after-commit',
  summary:
    'The provider carries the refresh out, then the connection closes in the middle of the reply.',
  actsOn: 'wire',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9112#section-8',
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
  ],
  options: onceOptions({}),
  intercept: (fault) => ({
    async token(exchange, next) {
      const reply = await next();
      if (reply.kind !== 'http' || !refreshCommitted(exchange) || !fault.claim(exchange))
        return reply;
      return { kind: 'truncate', reply, bytes: Math.floor(Buffer.byteLength(reply.body) / 2) };
    },
  }),
});
