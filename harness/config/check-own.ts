import { z } from 'zod';
import { policySchema, type FaultDefinition, type Preset } from '../../mock-provider/index.ts';
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

/** `theme/what`, in kebab-case: its file is `faults/theme/what.ts`. */
const faultName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/, 'is not theme/what, in kebab-case');

const ACTS_ON = [
  'grant-store',
  'policy',
  'clock',
  'keys',
  'token-endpoint',
  'authorization-endpoint',
  'api',
  'wire',
] as const satisfies readonly FaultDefinition['actsOn'][];

const hook = z.custom((value) => typeof value === 'function', 'is no function').optional();

const faultSchema = z.looseObject({
  name: faultName,
  summary: z.string().min(5),
  actsOn: z.enum(ACTS_ON),
  seenInTheWild: z.array(z.url()).min(1),
  options: z.custom(
    (value) => value instanceof z.ZodObject,
    'is no schema of an object: write interceptingOptions({ … }), or another of its kind',
  ),
  counts: z.enum(['token', 'resource']).optional(),
  strike: hook,
  begin: hook,
  intercept: hook,
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
 * The fault that a file exports. It strikes, or begins, or intercepts; what begins may intercept,
 * too.
 * @throws HarnessError exit 64
 */
export function requireFault(value: unknown, file: string): FaultDefinition {
  requireShape(faultSchema, value, { file, define: 'defineFault' });
  const fault = value as FaultDefinition;
  const { strike, begin, intercept } = fault;
  const hooks = [strike, begin ?? intercept].filter((one) => one !== undefined);
  if (hooks.length !== 1)
    throw ownError(
      file,
      hooks.length === 0 ? 'the fault does nothing' : 'the fault strikes and does something else',
      'Write one of strike (destroys), begin (changes, until healed) and intercept (answers), or begin and intercept.',
    );
  const lacks = ['times', 'after', 'for', 'probability'].filter(
    (name) => !Object.hasOwn(fault.options.shape, name),
  );
  if (lacks.length > 0)
    throw ownError(
      file,
      `options.${lacks[0]} is missing`,
      'Make the options with interceptingOptions, onceOptions, lastingOptions or strikingOptions.',
    );
  return fault;
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
