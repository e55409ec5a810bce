import { z } from 'zod';

/**
 * Situations for which a policy can have its own answer. Without one, the situations of refresh
 * tokens use the answer for `dead-refresh-token`, and a revoked access token uses the answer for
 * `expired-access-token`.
 */
const SITUATIONS = [
  'missing-access-token',
  'expired-access-token',
  'revoked-access-token',
  'unknown-access-token',
  'insufficient-scope',
  'throttled-api',
  'dead-refresh-token',
  'expired-refresh-token',
  'revoked-refresh-token',
  'reused-refresh-token',
  'unknown-refresh-token',
  'concurrent-refresh',
  'client-refused',
  'throttled-token-endpoint',
] as const;
export type Situation = (typeof SITUATIONS)[number];

const answerSchema = z.strictObject({
  status: z.int().min(200).max(599),
  contentType: z
    .enum(['json', 'form', 'text', 'html', 'as-token-reply'])
    .default('json')
    .describe('as-token-reply: encoded as token replies of the realm are'),
  body: z
    .json()
    .describe(
      'an object, or the text itself; {{now}}, {{now_seconds}}, {{expired_at}}, {{seconds_since_expiry}}, {{scope}} and {{uuid}} are filled in',
    ),
  headers: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'is not a lower-case header name'), z.string())
    .default({}),
});

/** The answer that the provider gives instead of the one in the RFCs. */
export type Answer = z.output<typeof answerSchema>;

export const answersPolicy = z
  .partialRecord(z.enum(SITUATIONS), answerSchema)
  .describe(
    "answers of the provider's own, by situation; all others are those of RFC 6749 §5.2 and RFC 6750 §3",
  );
