import type { z } from 'zod';
import { changedPolicy, policySchema, type Policy, type PolicyInput } from './policy.ts';
import { ProviderError } from './provider-error.ts';
import { explainIssue, pointerOf } from './zod-issue.ts';

function badPolicy(realm: string, error: z.ZodError): ProviderError {
  const issue = error.issues[0];
  return new ProviderError('bad-policy', `Could not set the policy of realm '${realm}': ${issue === undefined ? 'it is no policy' : explainIssue(issue)}.`, {
    hint: 'See the settings and their defaults in mock-provider/policy.ts.',
    cause: error,
    ...(issue === undefined ? {} : { pointer: pointerOf(issue) }),
  });
}

/** A whole policy from what was written. @throws ProviderError with a JSON pointer to what is wrong */
export function parsePolicy(realm: string, input: PolicyInput): Policy {
  const result = policySchema.safeParse(input);
  if (!result.success) throw badPolicy(realm, result.error);
  return result.data;
}

/** A policy with some settings replaced. @throws ProviderError with a JSON pointer to what is wrong */
export function parsePolicyChange(realm: string, policy: Policy, change: PolicyInput): Policy {
  const result = changedPolicy(policy, change);
  if (!result.success) throw badPolicy(realm, result.error);
  return result.data;
}
