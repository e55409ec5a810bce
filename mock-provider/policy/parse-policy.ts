import { z } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import { explainIssue, pointerOf } from '../model/zod-issue.ts';
import { changedPolicy, policySchema, type Policy, type PolicyInput } from './policy.ts';

/** A policy with more problems than this is another kind of file. */
const MOST_TOLD = 8;

/** One thing that is wrong with settings. */
export interface PolicyProblem {
  readonly path: readonly PropertyKey[];
  /** `key` when there is no setting of that name, `value` when its value is wrong. */
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** The first problems of settings, in words. */
export const policyProblems = ({ issues }: z.ZodError): readonly PolicyProblem[] =>
  issues.slice(0, MOST_TOLD).map((issue) => ({
    ...(issue.code === 'unrecognized_keys'
      ? { path: [...issue.path, issue.keys[0] ?? ''], at: 'key' as const }
      : { path: issue.path, at: 'value' as const }),
    message: explainIssue(issue, settingsAt(issue.path)),
  }));

function badPolicy(realm: string, error: z.ZodError): ProviderError {
  const [issue] = error.issues;
  const problems = policyProblems(error).map(({ message }) => message);
  const more = error.issues.length - problems.length;
  return new ProviderError(
    'bad-policy',
    `Could not set the policy of realm '${realm}': ${[...problems, ...(more > 0 ? [`${more} more`] : [])].join('; ')}.`,
    {
      hint: 'Every setting and its default is in the JSON Schema that `oauth-chaos schema policy` prints.',
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
