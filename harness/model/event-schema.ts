import { z } from 'zod';
import { CAPABILITIES, type Capability } from './capability.ts';

/**
 * The events of a history as a schema, for readers outside TypeScript: `oauth-chaos schema history`
 * prints it as JSON Schema. The types in event.ts are what the code uses; a test keeps the two
 * equal.
 */
const tokenRef = z
  .object({
    kind: z.enum(['access', 'refresh']),
    family: z.string(),
    generation: z.int().min(1),
    fingerprint: z.string(),
  })
  .describe('names a token without revealing it');
const storedToken = z.union([tokenRef, z.enum(['foreign', 'absent'])]);
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
const standing = z.enum([
  'live',
  'expired',
  'revoked',
  'spent',
  'spent-in-grace',
  'unknown',
  'absent',
]);
const phase = z.enum(['steady', 'during', 'healed', 'remedied']);
const grant = z.enum(['authorization-code', 'pkce', 'client-credentials']);
const facts = z.record(z.string(), z.unknown());
const strings = z.array(z.string());

const requestFields = {
  exchange: z.int().describe('joins a request to its reply'),
  endpoint,
  method: z.string(),
  sender: z.string().optional(),
  path: z.string(),
  client: z.string().optional(),
  grantType: z.string().optional(),
  clientAuth: z.enum(['header', 'body', 'assertion', 'none']).optional(),
  requestedScope: z.string().optional(),
  presented: z
    .object({ kind: z.enum(['access', 'refresh', 'code']), standing, ref: tokenRef.optional() })
    .optional(),
  item: z.string().optional(),
};
const replyFields = {
  exchange: z.int(),
  endpoint,
  outcome: z.enum(['http', 'reset', 'hang', 'truncated', 'aborted-by-client']),
  delivered: z.boolean(),
  status: z.int().optional(),
  error: z.string().optional(),
  contentType: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  issued: z
    .object({
      access: tokenRef.optional(),
      refresh: tokenRef.optional(),
      scope: z.string().optional(),
    })
    .optional(),
  accepted: z.boolean().optional(),
  faults: strings,
};
const ledgerFields = {
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
  token: tokenRef.optional(),
  realmTimeMs: z.number(),
  cause: z.string().optional(),
  exchange: z.int().optional(),
};
const executionFields = {
  key: z.string(),
  workflow: z.string(),
  credential: z.string(),
  phase,
  items: strings,
};
const livePair = z.object({
  family: z.string(),
  access: tokenRef.optional(),
  refresh: tokenRef.optional(),
  scope: z.string(),
});
const executionError = z.object({
  message: z.string(),
  description: z.string().optional(),
  node: z.string().optional(),
  httpStatus: z.int().optional(),
});
const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.object({
    n: z.int().min(1).describe('number of the event, from 1, no gaps'),
    at: z.number().describe('milliseconds since this scenario began'),
    type: z.literal(type),
    ...shape,
  });

export const eventSchema = z.discriminatedUnion('type', [
  event('scenario', {
    schemaVersion: z.literal(1),
    scenario: facts.describe('as `oauth-chaos schema scenario` describes it'),
    target: z.string(),
    capabilities: z.array(z.enum(Object.keys(CAPABILITIES) as Capability[])).optional(),
    seed: z.int(),
    steps: z.array(facts),
    credentials: z.record(z.string(), z.object({ grant, scope: z.string() })),
    expect: facts,
  }),
  event('phase', { phase }),
  event('step', { index: z.int(), state: z.enum(['begin', 'end']) }),
  event('connect', { credential: z.string(), ok: z.boolean(), error: z.string().optional() }),
  event('fault', {
    fault: z.string(),
    id: z.string(),
    state: z.enum(['begin', 'met', 'healed']),
    surface: z.string(),
    options: facts,
    by: z.string().optional(),
    note: z.string().optional(),
  }),
  event('request', requestFields),
  event('reply', replyFields),
  event('ledger', ledgerFields),
  event('gate', {
    state: z.enum(['armed', 'opened', 'timed-out']),
    wanted: z.int(),
    arrived: z.int(),
    exchanges: z.array(z.int()),
  }),
  event('execution-started', executionFields),
  event('execution', {
    ...executionFields,
    status: z.enum(['success', 'error', 'hung', 'lost']),
    error: executionError.optional(),
    executionId: z.string().optional(),
    durationMs: z.number(),
    clockOffsetMs: z.number().optional(),
    itemsWithErrorBody: strings.optional(),
    leaks: strings,
  }),
  event('stored-credential', {
    credential: z.string(),
    access: storedToken,
    refresh: storedToken,
    fields: z.record(z.string(), z.string()),
    live: livePair.nullable(),
  }),
  event('clock', { clock: z.enum(['issuer', 'resource', 'both', 'n8n']), offsetMs: z.number() }),
  event('process', {
    process: z.string(),
    state: z.enum(['started', 'exited', 'finished', 'stopped', 'killed', 'paused', 'resumed']),
    pid: z.int().optional(),
    code: z.int().nullable().optional(),
    signal: z.string().nullable().optional(),
  }),
  event('lock', {
    credential: z.string(),
    process: z.string().optional(),
    state: z.enum(['taken', 'waits', 'renewed', 'released', 'lost']),
  }),
  event('log', { process: z.string().optional(), level: z.string(), line: z.string() }),
  event('remedy', {
    remedy: z.string(),
    act: z.string().optional().describe('what the operator did, in words'),
    state: z.enum(['begin', 'end', 'failed']),
    error: z.string().optional(),
  }),
  event('leak-scan', {
    place: z.enum(['client-log', 'history']),
    characters: z.int().min(0),
    leaks: strings,
  }),
  event('harness-error', { code: z.string(), message: z.string() }),
  event('end', { reason: z.enum(['completed', 'aborted']) }),
]);
