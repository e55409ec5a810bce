import { z } from 'zod';
import { page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const authorizeUnavailable = defineFault({
  name: 'authorize/unavailable',
  summary: 'The authorization endpoint shows the user an error page and sends nobody back.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
    'https://github.com/n8n-io/n8n/issues/3245',
  ],
  options: interceptingOptions({ status: z.int().min(400).max(599).default(503) }),
  intercept: (fault, { status }) => ({
    authorize: (exchange, next) =>
      fault.claim(exchange)
        ? page(status, 'text/html; charset=utf-8', '<h1>Sorry, something went wrong</h1>')
        : next(),
  }),
});
