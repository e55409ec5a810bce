import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiAnswerLost = defineFault({
  name: 'api/answer-lost',
  summary: 'The API carries a call out, then the connection is reset before the reply.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    'https://www.rfc-editor.org/rfc/rfc9112#section-9.3.1',
  ],
  options: interceptingOptions({}),
  intercept: (fault) => ({
    async resource(exchange, next) {
      const reply = await next();
      return exchange.outcome.accepted === true && fault.claim(exchange)
        ? { kind: 'reset' }
        : reply;
    },
  }),
});
