import { page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';
import { httpStatus } from './http-status.ts';

const MAINTENANCE =
  '<!doctype html>\n<html lang="en"><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>\n';

export const tokenHtmlPage = defineFault({
  name: 'token/html-page',
  summary: 'Something before the token endpoint answers with an HTML page.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://github.com/n8n-io/n8n/issues/12742',
    'https://github.com/n8n-io/n8n/pull/12880',
  ],
  options: interceptingOptions({
    status: httpStatus.default(200),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? page(options.status, 'text/html; charset=utf-8', MAINTENANCE)
        : next(),
  }),
});
