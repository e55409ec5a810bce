import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const tokenDummy = defineFault({
  name: 'token/dummy',
  summary: 'The token endpoint is looked at, and nothing is done to it.',
  surface: 'token-endpoint',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.2'],
  options: interceptingOptions({}),
  intercept: (fault) => ({
    token(exchange, next) {
      fault.claim(exchange);
      return next();
    },
  }),
});
