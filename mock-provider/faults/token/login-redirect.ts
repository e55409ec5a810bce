import { empty, page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

const LOGIN =
  '<!doctype html>\n<html lang="en"><head><title>Log in</title></head><body><form method="post"><input name="user"><input name="password" type="password"></form></body></html>\n';

export const tokenLoginRedirect = defineFault({
  name: 'token/login-redirect',
  summary: 'The token endpoint sends the client to a login page, which answers 200.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://github.com/n8n-io/n8n/issues/12742',
    'https://github.com/n8n-io/n8n/pull/12880',
  ],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? empty(302, { location: 'login' })
        : next(),
    unknown(exchange, next) {
      if (exchange.record.path !== '/login') return next();
      fault.meet(exchange);
      return page(200, 'text/html; charset=utf-8', LOGIN);
    },
  }),
});
