import { z } from 'zod';
import { oauthError } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

const ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
] as const;

export const replyErrorCode = defineFault({
  name: 'reply/error-code',
  summary:
    'The token endpoint refuses with an error code of RFC 6749 under a status that need not fit it.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/pull/30460',
  ],
  options: interceptingOptions({
    error: z.enum(ERRORS).default('invalid_grant'),
    status: z.literal([200, 400, 401, 403, 500]).default(400),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, { error, status, ...options }) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? oauthError(status, error, 'The provider says no.')
        : next(),
  }),
});
