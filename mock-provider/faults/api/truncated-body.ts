import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiTruncatedBody = defineFault({
  name: 'api/truncated-body',
  summary: 'The API carries a call out, then the connection closes in the middle of the reply.',
  actsOn: 'api',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9112#section-8'],
  options: interceptingOptions({}),
  intercept: (fault) => ({
    async resource(exchange, next) {
      const reply = await next();
      if (reply.kind !== 'http' || exchange.outcome.accepted !== true || !fault.claim(exchange))
        return reply;
      return { kind: 'truncate', reply, bytes: Math.floor(Buffer.byteLength(reply.body) / 2) };
    },
  }),
});
