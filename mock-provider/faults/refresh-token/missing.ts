import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const refreshTokenMissing = defineFault({
  name: 'refresh-token/missing',
  summary: 'Token replies carry no refresh token, and none is created.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://developers.google.com/identity/protocols/oauth2/web-server#offline',
    'https://github.com/n8n-io/n8n/issues/29434',
  ],
  options: interceptingOptions({}),
  intercept: (fault) => ({
    token(exchange, next) {
      exchange.wishes.withholdRefreshToken ??= {
        fault: fault.id,
        claim: () => fault.claim(exchange),
      };
      return next();
    },
  }),
});
