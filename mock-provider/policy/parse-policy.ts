import { z } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import { explainIssue, pointerOf } from '../model/zod-issue.ts';
import { changedPolicy, policySchema, type Policy, type PolicyInput } from './policy.ts';

function badPolicy(realm: string, error: z.ZodError): ProviderError {
  const issue = error.issues[0];
  return new ProviderError(
    'bad-policy',
    `Could not set the policy of realm '${realm}': ${issue === undefined ? 'it is no policy' : explainIssue(issue, settingsAt(issue.path))}.`,
    {
      hint: 'See the settings and their defaults in mock-provider/policy.ts.',
      cause: error,
      ...(issue === undefined ? {} : { pointer: pointerOf(issue) }),
    },
  );
}

/** The names of the settings at a path within the policy. An error message suggests one of them. */
function settingsAt(path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = policySchema;
  for (const part of path)
    at =
      inner(at) instanceof z.ZodObject ? (inner(at) as z.ZodObject).shape[String(part)] : undefined;
  const place = inner(at);
  return place instanceof z.ZodObject ? Object.keys(place.shape) : [];
}

/** A schema without its default. */
const inner = (schema: unknown): unknown =>
  schema instanceof z.ZodPrefault ||
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodOptional
    ? inner(schema.unwrap())
    : schema;

/**
 * Checks the written settings of a policy and fills in the defaults.
 * @throws ProviderError with a JSON pointer to what is wrong
 */
export function parsePolicy(realm: string, input: PolicyInput): Policy {
  const result = policySchema.safeParse(input);
  if (!result.success) throw badPolicy(realm, result.error);
  return result.data;
}

/**
 * A copy of a policy with some settings replaced.
 * @throws ProviderError with a JSON pointer to what is wrong
 */
export function parsePolicyChange(realm: string, policy: Policy, change: PolicyInput): Policy {
  const result = changedPolicy(policy, change);
  if (!result.success) throw badPolicy(realm, result.error);
  return result.data;
}
