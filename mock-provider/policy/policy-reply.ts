import { z } from 'zod';

/**
 * The form of a token reply (RFC 6749 §5.1), in every way in which real providers are known to
 * differ.
 */
export const replyPolicy = z.strictObject({
  contentType: z
    .enum(['json', 'form', 'negotiated'])
    .default('json')
    .describe('negotiated: form-encoded unless the client asks for JSON in Accept'),
  tokenType: z.string().min(1).default('Bearer').describe('value of token_type'),
  expiresIn: z
    .enum(['number', 'string', 'absent'])
    .default('number')
    .describe('how expires_in is given'),
  expiresAt: z.boolean().default(false).describe('adds expires_at as an ISO 8601 date'),
  createdAt: z.boolean().default(false).describe('adds created_at in seconds since the epoch'),
  refreshTokenExpiresIn: z
    .string()
    .regex(/^\w+$/, 'is not a field name')
    .optional()
    .describe(
      "name of a field with the refresh token's remaining seconds, for example refresh_token_expires_in",
    ),
  scope: z
    .enum(['string', 'comma', 'array', 'absent'])
    .default('string')
    .describe('how the scope is given'),
  extra: z.record(z.string(), z.json()).default({}).describe('further fields of every token reply'),
  extraAtFirst: z
    .record(z.string(), z.json())
    .default({})
    .describe(
      'further fields of the first token reply of a consent, which a refresh does not repeat',
    ),
});
