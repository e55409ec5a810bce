import { z } from 'zod';
import { durationSchema } from '../model/duration-schema.ts';

/**
 * Everything in which real providers are known to differ when they issue and rotate refresh tokens
 * (RFC 6749 §6, RFC 9700 §4.14.2).
 */
export const refreshTokenPolicy = z.strictObject({
  issue: z
    .enum(['always', 'never'])
    .default('always')
    .describe('whether consent yields a refresh token at all'),
  rotation: z
    .enum(['never', 'single-use', 'periodic', 'near-expiry'])
    .default('never')
    .describe(
      'when a refresh yields a new refresh token: never; each time (RFC 9700 §4.14.2); once the old one is `rotateAfter` old; once `rotateAtShare` of its life is over',
    ),
  rotateAfter: durationSchema
    .default('24h')
    .describe('periodic rotation: age at which a refresh token is replaced'),
  rotateAtShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.7)
    .describe('rotation near expiry: share of its life after which a refresh token is replaced'),
  retirement: z
    .enum(['on-use', 'on-successor-use', 'on-access-token-use', 'never'])
    .default('on-use')
    .describe(
      'what kills a replaced token: its own use; the first use of the new refresh token; the first use of the new access token; nothing but its own expiry',
    ),
  retirementCap: durationSchema
    .optional()
    .describe('a replaced token that waits for its retirement lives no longer than this'),
  grace: durationSchema.default('0s').describe('how long a retired token may still be replayed'),
  graceReply: z
    .enum(['sibling', 'new-pair', 'same-pair', 'echo'])
    .default('sibling')
    .describe(
      'what a replay within grace yields: one more valid pair; a pair that ends the pair given before; the pair given before; a new access token with the replayed refresh token',
    ),
  graceScope: z
    .enum(['any-generation', 'previous-generation'])
    .default('any-generation')
    .describe('whose replay is tolerated within grace'),
  maxReplays: z.int().positive().optional().describe('so many replays are tolerated within grace'),
  onReuse: z
    .enum(['error', 'revoke-family', 'revoke-session', 'revoke-current'])
    .default('revoke-family')
    .describe(
      'what the replay of a dead token does beyond being refused: nothing; ends its consent (RFC 9700 §4.14.2); ends every consent of that user; ends the current refresh token and the access tokens of its consent',
    ),
  idleTtl: durationSchema
    .optional()
    .describe('a refresh token unused for so long is dead; each use or rotation starts it anew'),
  absoluteTtl: durationSchema
    .optional()
    .describe('a consent lives no longer than this, whatever is rotated'),
  concurrency: z
    .enum(['in-order', 'refused', 'same-pair', 'all-succeed'])
    .default('in-order')
    .describe(
      'what a refresh gets while another one with the same token is under way: its turn; an error; the pair of the first; a pair of its own',
    ),
  limit: z
    .int()
    .positive()
    .optional()
    .describe(
      'live consents with a refresh token per user and client; one more ends the oldest, silently',
    ),
});
