import { z } from 'zod';

const tokenRef = z
  .object({
    kind: z.enum(['access', 'refresh']),
    family: z.string(),
    generation: z.int(),
    fingerprint: z.string(),
  })
  .describe('names a token without revealing it');

/** A client, without its secret. */
export const clientAnswer = z.object({ name: z.string(), id: z.string() });

/** A fault in force. */
export const faultAnswer = z.object({
  id: z.string(),
  name: z.string(),
  actsOn: z.string(),
  options: z.record(z.string(), z.unknown()),
});

/** The clocks of a realm. */
export const clockAnswer = z.object({
  now: z.string().describe('true realm time, ISO'),
  issuer: z.string().describe('time by which tokens are stamped, ISO'),
  resource: z.string().describe('time by which the API judges them, ISO'),
  frozen: z.boolean(),
  skewMs: z.object({ issuer: z.number(), resource: z.number() }),
});

/** A realm with its addresses. */
export const realmAnswer = z.object({
  name: z.string(),
  seed: z.int(),
  preset: z.string().optional(),
  ...Object.fromEntries(
    (
      [
        'issuer',
        'authorizationUrl',
        'tokenUrl',
        'revocationUrl',
        'introspectionUrl',
        'userinfoUrl',
        'apiUrl',
      ] as const
    ).map((name) => [name, z.string()]),
  ),
  policy: z.record(z.string(), z.unknown()),
  clients: z.array(clientAnswer),
  faults: z.array(faultAnswer),
  clock: clockAnswer,
});

/** One consent, with its tokens. */
export const grantAnswer = z.object({
  id: z.string(),
  client: z.string(),
  subject: z.string(),
  scope: z.string(),
  startedAtMs: z.number(),
  generation: z.int(),
  live: z.boolean(),
  tokens: z.array(
    z.object({
      ref: tokenRef,
      standing: z.string(),
      cause: z.string().optional(),
      scope: z.string(),
      issuedAtMs: z.number(),
      expiresAtMs: z.number().optional(),
    }),
  ),
  forgotten: z.int(),
});

/** Entries of the ledger. */
export const ledgerAnswer = z.object({
  entries: z.array(
    z.object({
      sequence: z.int(),
      action: z.string(),
      token: tokenRef.optional(),
      realmTimeMs: z.number(),
      cause: z.string().optional(),
      exchange: z.int().optional(),
    }),
  ),
  oldest: z.int().describe('sequence number of the oldest entry still kept'),
  newest: z.int(),
});

/** The name of a snapshot. */
export const snapshotAnswer = z.object({ id: z.string(), takenAtMs: z.number() });

/** The body of every error answer. */
export const errorAnswer = z.object({
  error: z.string(),
  message: z.string(),
  hint: z.string(),
  pointer: z.string().describe('JSON pointer into the body'),
});
