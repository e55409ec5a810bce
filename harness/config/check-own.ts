import { z } from 'zod';
import { policySchema, type Preset } from '../../mock-provider/index.ts';
import type { Checker } from '../model/checker.ts';
import { scenarioIssues } from '../plan/scenario-issues.ts';
import { ownError } from './own-error.ts';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not in kebab-case');

const checkerSchema = z.looseObject({
  name,
  judges: z.enum(['safety', 'recovery']),
  invariant: z.string().min(5),
  basis: z.string().min(5),
  check: z.custom((value) => typeof value === 'function', 'is no function'),
});

const presetSchema = z.looseObject({
  name,
  title: z.string().min(1),
  policy: z.record(z.string(), z.unknown()),
  facts: z
    .array(
      z.looseObject({
        about: z.string(),
        says: z.string(),
        confidence: z.enum(['confirmed', 'secondary', 'unverified']),
        source: z.string().optional(),
      }),
    )
    .min(1),
  variants: z
    .array(z.looseObject({ name: z.string(), policy: z.record(z.string(), z.unknown()) }))
    .optional(),
});

function requireShape(
  schema: z.ZodType,
  value: unknown,
  { file, define }: { readonly file: string; readonly define: string },
): void {
  if (value === undefined)
    throw ownError(file, 'it has no default export', `Write: export default ${define}({ … });`);
  const [first] = scenarioIssues(schema, value);
  if (first !== undefined)
    throw ownError(
      file,
      `${first.path.length === 0 ? 'its default export' : first.path.join('.')} ${first.message}`,
      `The compiler checks it in ${define}({ … }).`,
    );
}

/**
 * The checker that a file exports.
 * @throws HarnessError exit 64
 */
export function requireChecker(value: unknown, file: string): Checker {
  requireShape(checkerSchema, value, { file, define: 'defineChecker' });
  return value as Checker;
}

/**
 * The preset that a file exports.
 * @throws HarnessError exit 64
 */
export function requirePreset(value: unknown, file: string): Preset {
  requireShape(presetSchema, value, { file, define: 'definePreset' });
  const preset = value as Preset;
  const policies = [
    ['policy', preset.policy],
    ...(preset.variants ?? []).map(
      (variant, index) =>
        [`variants.${index}.policy`, { ...preset.policy, ...variant.policy }] as const,
    ),
  ] as const;
  for (const [path, policy] of policies) {
    const [issue] = scenarioIssues(policySchema, policy);
    if (issue !== undefined)
      throw ownError(
        file,
        `${[path, ...issue.path].join('.')}: ${issue.message}`,
        '`oauth-chaos schema policy` prints every setting.',
      );
  }
  return preset;
}
