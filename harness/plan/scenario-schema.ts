import { z } from 'zod';
import { durationSchema, realmSettingsSchema } from '../../mock-provider/index.ts';
import { CAPABILITIES } from '../model/capability.ts';
import { CHECKER_NAMES } from '../model/checker-name.ts';
import { REMEDIES, type RemedyName } from '../model/remedy.ts';
import { credentialSchema, RECOVERIES } from '../model/scenario.ts';
import type { Catalog } from './catalog.ts';
import { steps } from './steps/index.ts';
import { unionBy } from './union-by.ts';

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): [K, ...K[]] =>
  Object.keys(record) as [K, ...K[]];

/** The steps of a plan, told apart by `do`. */
const stepSchema = unionBy(
  'do',
  steps.map(({ schema }) => schema),
);

/** A workflow by template name, with the options of exactly that template beside it. */
const workflowSchema = (catalog: Pick<Catalog, 'workflows'>) =>
  unionBy(
    'use',
    catalog.workflows.map((template) =>
      z.strictObject({
        use: z.literal(template.name).describe(template.summary),
        credential: z.string().optional(),
        ...z.strictObject(template.options.shape).partial().shape,
      }),
    ),
  );

const plainRemedies = keysOf(REMEDIES).filter(
  (name): name is Exclude<RemedyName, 'edit-scope'> => name !== 'edit-scope',
);
const remedySchema = z.union([
  z.enum(plainRemedies),
  z.discriminatedUnion('remedy', [
    z.strictObject({ remedy: z.literal('edit-scope'), scope: z.string().min(1) }),
    z.strictObject({
      remedy: z.literal('retry-on-fail'),
      maxTries: z.int().min(2).max(5).optional(),
      wait: durationSchema.optional(),
    }),
  ]),
]);

const expectSchema = z.strictObject({
  recovery: z.enum(RECOVERIES),
  remedy: z.enum(keysOf(REMEDIES)).optional(),
  within: durationSchema.optional(),
  during: z.enum(['success', 'error']).optional(),
  without: z
    .partialRecord(z.enum(CHECKER_NAMES), z.string().min(10))
    .optional()
    .describe('checkers that do not apply here, each with the reason'),
});

/**
 * The shape of a scenario, the same for TypeScript and YAML; `oauth-chaos schema scenario` prints
 * it as JSON Schema.
 */
export function scenarioSchema(catalog: Pick<Catalog, 'workflows'>): z.ZodType {
  return z.strictObject({
    name: z
      .string()
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/,
        "write theme/what-happens in kebab-case, for example 'rotation/concurrent-refresh'",
      ),
    title: z.string().min(5),
    why: z.string().min(20),
    links: z.array(z.url()).optional(),
    guide: z.strictObject({ cause: z.string(), fix: z.string() }).optional(),
    realm: realmSettingsSchema
      .optional()
      .describe('the correct behaviour of the provider in this scenario'),
    credentials: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), credentialSchema).optional(),
    workflows: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), workflowSchema(catalog)),
    plan: z.array(stepSchema).min(1),
    remedies: z.array(remedySchema).optional(),
    expect: expectSchema,
    executionDeadline: durationSchema
      .optional()
      .describe(
        'longest time an execution may take before it counts as hung and is stopped; a minute without it',
      ),
    nextExpiry: z.enum(['prove', 'skip']).optional(),
    requires: z.array(z.enum(keysOf(CAPABILITIES))).optional(),
  });
}
