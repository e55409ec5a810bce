import { z } from 'zod';
import { event, strings, tokenRefSchema } from './event-parts.ts';

/** Events that the provider records: what it received and what it did. */

const endpoint = z.enum([
  'authorize',
  'consent',
  'token',
  'revoke',
  'introspect',
  'device-authorization',
  'device',
  'userinfo',
  'discovery',
  'jwks',
  'resource',
  'unknown',
]);

const standing = z
  .enum(['live', 'expired', 'revoked', 'spent', 'spent-in-grace', 'unknown', 'absent'])
  .describe('what was known of the token at the moment it was presented');

export const livePairSchema = z.object({
  family: z.string(),
  access: tokenRefSchema.optional(),
  refresh: tokenRefSchema.optional(),
  scope: z.string(),
});

export const requestEvent = event('request', {
  exchange: z.int().describe('joins a request to its reply'),
  endpoint,
  method: z.string(),
  sender: z.string().optional().describe('who sent it, where that could be found out'),
  path: z.string().describe('below the realm, without the query'),
  client: z.string().optional().describe('name of the requesting client, where it is known'),
  grantType: z.string().optional(),
  clientAuth: z.enum(['header', 'body', 'assertion', 'none']).optional(),
  requestedScope: z.string().optional(),
  presented: z
    .object({
      kind: z.enum(['access', 'refresh', 'code']),
      standing,
      /** Missing when `standing` is `unknown` or `absent`. */
      ref: tokenRefSchema.optional(),
    })
    .optional(),
  item: z.string().optional().describe('the item a resource request is about'),
});

export const replyEvent = event('reply', {
  exchange: z.int(),
  endpoint,
  outcome: z.enum(['http', 'reset', 'hang', 'truncated', 'aborted-by-client']),
  delivered: z.boolean().describe('false when the client cannot have read a complete answer'),
  status: z.int().optional(),
  error: z
    .string()
    .optional()
    .describe('error code of the answer (RFC 6749 §5.2 or RFC 6750 §3.1)'),
  contentType: z.string().optional(),
  retryAfterSeconds: z
    .number()
    .optional()
    .describe("measured on the realm's clock when it was a date"),
  issued: z
    .object({
      access: tokenRefSchema.optional(),
      refresh: tokenRefSchema.optional(),
      scope: z.string().optional(),
    })
    .optional()
    .describe('what was issued for this request, whether or not the client learnt of it'),
  accepted: z.boolean().optional().describe('resource endpoint: the call was carried out'),
  faults: strings.describe(
    'ids of the faults that changed this exchange, or the state of its token',
  ),
});

export const ledgerEvent = event('ledger', {
  action: z.enum([
    'issued',
    'refreshed',
    'spent',
    'replayed',
    'refused',
    'revoked',
    'expired',
    'accepted',
    'policy-changed',
  ]),
  token: tokenRefSchema.optional(),
  realmTimeMs: z.number().describe('realm time, milliseconds since the epoch'),
  cause: z.string().optional(),
  exchange: z.int().optional(),
});

export const gateEvent = event('gate', {
  state: z.enum(['armed', 'opened', 'timed-out']),
  wanted: z.int(),
  arrived: z.int(),
  exchanges: z.array(z.int()),
});

export const clockEvent = event('clock', {
  clock: z.enum(['issuer', 'resource', 'both', 'n8n']),
  offsetMs: z.number(),
});
