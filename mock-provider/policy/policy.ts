import { z } from 'zod';
import { durationSchema, waitSchema } from '../model/duration-schema.ts';
import { toMs } from '../model/duration.ts';
import { scopeSchema, scopeWithin } from '../model/scope.ts';
import { answersPolicy } from './policy-answers.ts';
import { refreshTokenPolicy } from './policy-refresh-token.ts';
import { replyPolicy } from './policy-reply.ts';

const schemeSchema = z.string().regex(/^[\w-]+$/, 'is not an authentication scheme');

/** Every setting of a policy. `policySchema` also checks that the settings fit together. */
export const policyShape = z.strictObject({
  accessTokenTtl: durationSchema
    .refine(
      (ttl) => toMs(ttl) >= 1_000,
      'is shorter than a second; expires_in counts whole seconds',
    )
    .default('1h'),
  accessTokenFormat: z.enum(['opaque', 'jwt']).default('opaque').describe('jwt: RS256, RFC 9068'),
  accessTokenOnRefresh: z
    .enum(['kept', 'revoked', 'revoked-after-grace', 'same'])
    .default('kept')
    .describe(
      'what a refresh does to the older access tokens of the consent; same: while one lives, it is given again with the time that is left',
    ),
  accessTokenGrace: durationSchema
    .default('0s')
    .describe('revoked-after-grace: how long older access tokens live on after a refresh'),
  accessTokenLimit: z
    .int()
    .positive()
    .optional()
    .describe('live access tokens per consent; one more ends the oldest'),
  scopes: scopeSchema
    .default('read write')
    .describe(
      'scopes the provider knows; with openid among those granted there is an ID token (OIDC Core §3.1.2.1)',
    ),
  requiredScope: z
    .union([z.literal(''), scopeSchema])
    .default('read')
    .describe('scope the API demands; empty for none'),
  grantedScope: scopeSchema
    .optional()
    .describe('granted whatever was asked for; without it, what was asked for is granted'),
  apiScheme: z
    .union([schemeSchema, z.array(schemeSchema).min(1)])
    .default('Bearer')
    .describe('authentication scheme of the API, or several it takes alike (RFC 9110 §11.1)'),
  clientAuthentication: z
    .enum(['any', 'header', 'body', 'private-key-jwt', 'none'])
    .default('any')
    .describe(
      'how confidential clients authenticate (RFC 6749 §2.3.1): any way; by secret in the Authorization header; by secret in the body; by an assertion signed with a registered key (RFC 7523 §2.2); not at all. A public client never does',
    ),
  requests: z
    .enum(['strict', 'lenient'])
    .default('strict')
    .describe(
      'what is asked of the form of requests. strict: parameters in a form (RFC 6749 §3.2), one client authentication, the one the client is registered with, form-encoded in the header (§2.3) in Base64 with padding (RFC 7617 §2), no secret in the URL, one access token (RFC 6750 §2). lenient: also a JSON object or no content type, several authentications, of which the header counts, in any place, encoded or not, in Base64 of any alphabet',
    ),
  clientSecrets: z
    .enum(['plain', 'need-encoding'])
    .default('plain')
    .describe(
      'ids and secrets that are made for new clients. need-encoding: with characters that mean something else unless they are form-encoded (RFC 6749 §2.3.1)',
    ),
  tokens: z
    .enum(['plain', 'need-encoding'])
    .default('plain')
    .describe(
      'codes, refresh tokens and opaque access tokens. need-encoding: with characters that mean something else unless they are form-encoded (RFC 6749 Appendix A and B)',
    ),
  state: z
    .enum(['optional', 'required'])
    .default('optional')
    .describe(
      'whether an authorization request needs a `state`. RFC 9700 §2.1 lets a client use PKCE in its place',
    ),
  pkce: z
    .enum(['s256-optional', 's256-required', 'optional', 'required', 'refused'])
    .default('s256-optional')
    .describe(
      'whether an authorization request needs a code challenge (RFC 7636). s256-optional: one of a public client does (RFC 9700 §2.1.1). Without s256, the method plain is accepted, which protects nothing from whoever reads the request (RFC 9700 §2.1.1)',
    ),
  consent: z
    .enum(['at-once', 'page', 'page-in-browser', 'refused'])
    .default('at-once')
    .describe(
      'what the user does when asked: consents at once; decides on a page, with a form that a script can send, too; in a browser (which asks for HTML) decides on a page, and otherwise consents at once; refuses (access_denied)',
    ),
  consentDelay: waitSchema
    .default('0s')
    .describe('how long the user takes to decide, in real time'),
  deviceCodeTtl: durationSchema
    .refine(
      (ttl) => toMs(ttl) >= 1_000,
      'is shorter than a second; expires_in counts whole seconds',
    )
    .default('10m')
    .describe('how long the user of a device may take to decide (RFC 8628 §3.2)'),
  devicePollInterval: durationSchema
    .refine(
      (interval) => toMs(interval) >= 1_000,
      'is shorter than a second; interval counts whole seconds',
    )
    .default('5s')
    .describe(
      'how long a device waits between polls; one that does not is told slow_down (RFC 8628 §3.5)',
    ),
  refreshToken: refreshTokenPolicy.prefault({}),
  refreshTokenInReply: z
    .enum(['always', 'when-changed', 'empty'])
    .default('always')
    .describe('an unrotated refresh token in the reply: repeated; left out; an empty text'),
  reply: replyPolicy.prefault({}),
  answers: answersPolicy.default({}),
});

/**
 * The behaviour of a realm without faults. Every default is the simplest behaviour that the RFCs
 * allow.
 */
export const policySchema = policyShape
  .refine(({ requiredScope, scopes }) => scopeWithin(requiredScope, scopes), {
    path: ['requiredScope'],
    error: 'is not among `scopes`, so that no token could ever have it',
  })
  .refine(({ grantedScope = '', scopes }) => scopeWithin(grantedScope, scopes), {
    path: ['grantedScope'],
    error: 'is not among `scopes`',
  });

/** A policy with all defaults filled in. */
export type Policy = z.output<typeof policySchema>;
/** A policy as a user writes it. A missing setting takes its default. */
export type PolicyInput = z.input<typeof policySchema>;

/**
 * A copy of a policy with some settings replaced. Within `refreshToken`, `reply` and `answers`,
 * only the given settings are replaced.
 */
export function changedPolicy(policy: Policy, change: PolicyInput): z.ZodSafeParseResult<Policy> {
  return policySchema.safeParse({
    ...policy,
    ...change,
    refreshToken: { ...policy.refreshToken, ...change.refreshToken },
    reply: { ...policy.reply, ...change.reply },
    answers: { ...policy.answers, ...change.answers },
  });
}
