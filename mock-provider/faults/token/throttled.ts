import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import { oauthError } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { retryAfterHeader } from '../engine/retry-after.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const tokenThrottled = defineFault({
  name: 'token/throttled',
  summary: 'The token endpoint answers 429 and asks the client to come back later.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/',
    'https://developer.okta.com/docs/reference/rate-limits/',
  ],
  options: interceptingOptions({
    status: z.int().min(400).max(599).default(429),
    retryAfter: durationSchema
      .nullable()
      .default('2s')
      .describe('Retry-After; null leaves the header out'),
    toldAs: z
      .enum(['seconds', 'date'])
      .default('seconds')
      .describe('form of Retry-After; date: on the clock of the issuer'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? oauthError(
            options.status,
            'temporarily_unavailable',
            'Too many requests.',
            retryAfterHeader(
              options.retryAfter,
              options.toldAs === 'date' ? fault.realm.now() : undefined,
            ),
          )
        : next(),
  }),
});
