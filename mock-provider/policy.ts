import { z } from 'zod';
import { durationSchema } from './duration-schema.ts';
import { toMs } from './duration.ts';
import { scopeSchema, scopeWithin } from './scope.ts';

const refreshTokenPolicy = z.strictObject({
  issue: z.enum(['always', 'never']).default('always').describe('whether consent yields a refresh token at all'),
  rotation: z.enum(['never', 'single-use']).default('never').describe('single-use: every refresh spends the token and yields a new one (RFC 9700 §4.14.2)'),
  grace: durationSchema.default('0s').describe('how long a spent token may be replayed and yields a sibling pair'),
  onReuse: z.enum(['error', 'revoke-family']).default('error').describe('what the replay of a spent token does beyond being refused'),
  idleTtl: durationSchema.optional().describe('a refresh token unused for so long is dead'),
  absoluteTtl: durationSchema.optional().describe('a consent lives no longer than this'),
});

const policyShape = z.strictObject({
  accessTokenTtl: durationSchema.refine((ttl) => toMs(ttl) >= 1_000, 'is shorter than a second; expires_in counts whole seconds').default('1h'),
  accessTokenFormat: z.enum(['opaque', 'jwt']).default('opaque'),
  scopes: scopeSchema.default('read write').describe('scopes the provider knows'),
  requiredScope: z.union([z.literal(''), scopeSchema]).default('read').describe('scope the API demands; empty for none'),
  grantedScope: scopeSchema.optional().describe('granted whatever was asked for; without it, what was asked for is granted'),
  clientAuthentication: z.enum(['any', 'header', 'body']).default('any').describe('where client id and secret are accepted (RFC 6749 §2.3.1)'),
  refreshToken: refreshTokenPolicy.prefault({}),
  accessTokenOnRefresh: z.enum(['kept', 'revoked']).default('kept').describe('what a refresh does to the older access tokens of the consent'),
  refreshTokenInReply: z.enum(['always', 'when-changed']).default('always').describe('when-changed: an unrotated refresh token is left out of the reply'),
});

/** The correct behaviour of a realm. Every default is the simplest one the RFCs allow. */
export const policySchema = policyShape
  .refine(({ requiredScope, scopes }) => scopeWithin(requiredScope, scopes), { path: ['requiredScope'], error: 'is not among `scopes`, so that no token could ever have it' })
  .refine(({ grantedScope = '', scopes }) => scopeWithin(grantedScope, scopes), { path: ['grantedScope'], error: 'is not among `scopes`' });

/** A policy with every default filled in. */
export type Policy = z.output<typeof policySchema>;
/** A policy as it is written: what is left out takes its default. */
export type PolicyInput = z.input<typeof policySchema>;

/** A policy with some settings replaced; those under `refreshToken` one by one. */
export function changedPolicy(policy: Policy, change: PolicyInput): z.ZodSafeParseResult<Policy> {
  return policySchema.safeParse({ ...policy, ...change, refreshToken: { ...policy.refreshToken, ...change.refreshToken } });
}
