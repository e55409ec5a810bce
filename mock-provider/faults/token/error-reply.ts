import { z } from 'zod';
import { json, page, type HttpReply } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';
import { httpStatus } from './http-status.ts';

function errorReply(
  status: number,
  contentType: 'json' | 'form',
  fields: Readonly<Record<string, string>>,
): HttpReply {
  const reply =
    contentType === 'json'
      ? json(status, fields)
      : page(
          status,
          'application/x-www-form-urlencoded; charset=utf-8',
          new URLSearchParams(fields).toString(),
        );
  return fields.error === undefined ? reply : { ...reply, error: fields.error };
}

export const tokenErrorReply = defineFault({
  name: 'token/error-reply',
  summary: 'The token endpoint answers with a given error, status and encoding.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
    'https://docs.slack.dev/authentication/using-token-rotation',
  ],
  options: interceptingOptions({
    status: httpStatus.default(200),
    error: z.string().min(1).default('bad_refresh_token'),
    errorDescription: z.string().optional(),
    contentType: z.enum(['json', 'form']).default('json'),
    grants: grants('refresh_token'),
  }),
  intercept: (fault, { status, error, errorDescription, contentType, ...options }) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? errorReply(status, contentType, {
            error,
            ...(errorDescription === undefined ? {} : { error_description: errorDescription }),
          })
        : next(),
  }),
});
