import { z } from 'zod';
import { event, strings, tokenRefSchema } from './event-parts.ts';
import { replyWireSchema, requestWireSchema } from './wire-schema.ts';

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
  'orders',
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

const secretPlaceSchema = z.object({
  place: z.enum(['url', 'headers', 'body']),
  name: z.string(),
  header: z.string().optional().describe('which header, when it is not Authorization'),
});

const digest = z.string().describe('first 16 hex digits of the SHA-256');

const requestFormSchema = z
  .object({
    contentType: z.string().optional(),
    accept: z.string().optional(),
    query: strings.optional().describe('names of the parameters, in their order'),
    bytes: z.int().optional().describe('length of the body; missing when there is none'),
    fields: strings.optional().describe('names of the fields of a form or a JSON object'),
    queryDigest: digest.optional().describe('of the query of a call, as it reads'),
    bodyDigest: digest.optional().describe('of the body of a call, as it reads'),
    headers: z
      .record(z.string(), digest)
      .optional()
      .describe('headers of a call beyond those of the HTTP client itself, each as a digest'),
    authentication: z
      .array(z.enum(['header', 'body', 'query', 'assertion']))
      .describe('every place in which the client authenticates itself'),
    unencoded: z
      .boolean()
      .optional()
      .describe('the right id and secret are in the Basic header, but not form-encoded'),
    otherBase64: z
      .boolean()
      .optional()
      .describe('the Basic header is not the Base64 of RFC 4648 §4, or lacks its padding'),
    token: z
      .array(z.enum(['header', 'body', 'query']))
      .describe('every place in which an access token is (RFC 6750 §2)'),
    secrets: z
      .array(secretPlaceSchema)
      .describe('names of the tokens and secrets of the realm anywhere in the request'),
  })
  .describe('how the request was written down, without any value');

const oneTimeValue = {
  digest,
  characters: z.int(),
  bitsAtMost: z
    .int()
    .describe("the most bits it can hold, without what it shares with the client's one before"),
};

const authorizationSchema = z.object({
  responseType: z.string().optional(),
  redirectUri: z.string().optional(),
  state: z.object(oneTimeValue).optional().describe('missing when there is none'),
  challenge: z
    .object({ ...oneTimeValue, method: z.string() })
    .optional()
    .describe('missing when there is none (RFC 7636 §4.3)'),
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
  codeVerifier: z
    .boolean()
    .optional()
    .describe('exchange of an authorization code: a code_verifier came with it'),
  verifier: z
    .object({
      ...oneTimeValue,
      wellFormed: z.boolean().describe('43 to 128 unreserved characters (RFC 7636 §4.1)'),
      shown: z
        .boolean()
        .describe("an authorization request, which the user's browser sees, had it in it"),
    })
    .optional()
    .describe('the code_verifier; missing when there is none, and in an older history'),
  others: z
    .record(z.string(), digest)
    .optional()
    .describe('parameters that no RFC defines there; missing when there are none'),
  authorization: authorizationSchema.optional().describe('authorization request: what it says'),
  form: requestFormSchema.optional().describe('missing in an older history'),
  wire: requestWireSchema,
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
  says: z.string().optional().describe("the provider's own words about the error"),
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
      idTokenSubject: z
        .string()
        .optional()
        .describe('the account that the ID token of the reply names; missing without one'),
    })
    .optional()
    .describe('what was issued for this request, whether or not the client learnt of it'),
  expiresInSeconds: z.number().optional().describe('expires_in as a token reply told it'),
  members: z
    .record(z.string(), z.string())
    .optional()
    .describe('what a token reply said beside the tokens, each as a keyed digest of its value'),
  accepted: z.boolean().optional().describe('resource endpoint: the call was carried out'),
  receipt: z
    .string()
    .optional()
    .describe('resource endpoint: the value in the answer that belongs to this call alone'),
  mistake: z
    .literal(true)
    .optional()
    .describe('the provider itself failed: the answer is none of the realm'),
  faults: strings.describe(
    'ids of the faults that changed this exchange, or the state of its token',
  ),
  wire: replyWireSchema,
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
  subject: z.string().optional().describe('issued: the account that the token speaks for'),
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
