import { oauthError, type HttpReply } from '../../model/reply.ts';
import { isScope, scopeWithin } from '../../model/scope.ts';
import type { Policy } from '../../policy/policy.ts';

/**
 * The scope to grant for a requested scope (RFC 6749 §3.3), or the refusal. When the request names
 * no scope, every scope of the provider is granted.
 */
export function grantedScope(
  policy: Policy,
  requested: string | undefined,
): { readonly scope: string } | { readonly refusal: HttpReply } {
  if (requested !== undefined && (!isScope(requested) || !scopeWithin(requested, policy.scopes))) {
    return {
      refusal: oauthError(400, 'invalid_scope', 'The requested scope is unknown or malformed.'),
    };
  }
  return { scope: policy.grantedScope ?? requested ?? policy.scopes };
}
