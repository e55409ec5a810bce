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
  machine: z.string().describe("time of the provider's machine, ISO"),
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
      subject: z.string().optional(),
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

const namedValues = z.array(z.object({ name: z.string(), value: z.string() }));
const bodyAnswer = z
  .object({
    text: z.string(),
    bytes: z.int().describe('length of the whole body'),
    cut: z.boolean().optional().describe('the text is not the whole body'),
  })
  .optional();

/** An exchange as it went over the wire. */
export const exchangeAnswer = z.object({
  request: z
    .looseObject({
      exchange: z.int(),
      endpoint: z.string(),
      method: z.string(),
      wire: z.object({
        startedAtMs: z.number(),
        httpVersion: z.string(),
        url: z.string(),
        headers: namedValues,
        body: bodyAnswer,
      }),
    })
    .describe('the record of the request, with its head and body'),
  reply: z
    .looseObject({
      outcome: z.string(),
      delivered: z.boolean(),
      status: z.int().optional(),
      wire: z
        .object({
          headers: namedValues,
          body: bodyAnswer,
          sentBytes: z.int().optional(),
          waitedMs: z.number(),
          sendingMs: z.number(),
        })
        .optional(),
    })
    .optional()
    .describe('missing while the request is under way'),
  curl: z
    .object({ command: z.string(), variables: z.array(z.string()), whole: z.boolean() })
    .describe('sends the request again; a shell variable stands for each secret'),
});

/** An HTTP Archive. */
export const harAnswer = z.object({
  log: z.looseObject({ version: z.literal('1.2'), entries: z.array(z.looseObject({})) }),
});
