import { z } from 'zod';
import { durationSchema, realmSettingsSchema, waitSchema } from '../../mock-provider/index.ts';
import { CAPABILITIES } from '../model/capability.ts';
import {
  ADDRESS_NAMES,
  CONNECT_OUTCOMES,
  credentialSchema,
  RECOVERIES,
  SCENARIO_NAME,
} from '../model/scenario.ts';
import type { Vocabulary } from './catalog.ts';
import { stepSchemas } from './steps/index.ts';
import { unionBy } from './union-by.ts';

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): [K, ...K[]] =>
  Object.keys(record) as [K, ...K[]];

/** The schema of a step; `do` selects the kind. */
const stepSchema = ({ ownFaults }: Vocabulary) => unionBy('do', stepSchemas(ownFaults));

/** The schema of a workflow: the name of a template, and exactly the options of that template. */
const workflowSchema = ({ workflows }: Vocabulary) =>
  unionBy(
    'use',
    workflows.map((template) =>
      z.strictObject({
        use: z.literal(template.name).describe(template.summary),
        credential: z.string().optional(),
        ...z.strictObject(template.options.shape).partial().shape,
      }),
    ),
  );

/**
 * The schema of a remedy: its name when the operator types nothing, otherwise an object with the
 * name and the typed values.
 */
function remedySchema({ remedies }: Vocabulary): z.ZodType {
  const plain = remedies.filter(({ options }) => options.safeParse({}).success);
  const [first, ...rest] = remedies
    .filter(({ options }) => Object.keys(options.shape).length > 0)
    .map(({ name, options }) => z.strictObject({ remedy: z.literal(name), ...options.shape }));
  const byName = z.enum(plain.map(({ name }) => name));
  return first === undefined
    ? byName
    : z.union([byName, z.discriminatedUnion('remedy', [first, ...rest])]);
}

/** All remedies in turn, and what the operator types for each. */
const ladderSchema = ({ remedies }: Vocabulary): z.ZodType =>
  z.strictObject({
    ladder: z
      .strictObject(
        Object.fromEntries(
          remedies
            .filter(({ options }) => Object.keys(options.shape).length > 0)
            .map(({ name, options }) => [name, options.optional()]),
        ),
      )
      .describe(
        'all remedies in turn, the lightest first, until one works lastingly; what the operator types, by remedy',
      ),
  });

const expectSchema = ({ checkers, remedies }: Vocabulary): z.ZodType =>
  z.strictObject({
    recovery: z.enum(RECOVERIES),
    remedy: z.enum(remedies.map(({ name }) => name)).optional(),
    within: durationSchema.optional(),
    during: z.enum(['success', 'visible']).optional(),
    connect: z
      .union([z.enum(CONNECT_OUTCOMES), z.array(z.enum(CONNECT_OUTCOMES)).min(1)])
      .optional()
      .describe('how every connect ends that the plan tries (mayFail)'),
    tokenRequests: z
      .literal('none')
      .optional()
      .describe('none: no request for new tokens from the first fault to the first remedy'),
    without: z
      .partialRecord(z.enum(checkers.map(({ name }) => name)), z.string().min(10))
      .optional()
      .describe('checkers that do not apply here, each with the reason'),
  });

/** The settings of a realm, which may name presets of the user's own. */
function realmSchema({ ownPresets = [] }: Vocabulary): z.ZodType {
  if (ownPresets.length === 0) return realmSettingsSchema;
  const { preset } = realmSettingsSchema.shape;
  const names = [...preset.unwrap().options, ...ownPresets.map(({ name }) => name)];
  return realmSettingsSchema.extend({ preset: z.enum(names).optional() });
}

/**
 * The schema of a scenario, the same for TypeScript and YAML. `oauth-chaos schema scenario` prints
 * it as JSON Schema.
 */
export function scenarioSchema(vocabulary: Vocabulary): z.ZodType {
  return z.strictObject({
    name: z
      .string()
      .regex(
        SCENARIO_NAME,
        "write theme/what-happens in kebab-case, for example 'rotation/concurrent-refresh'",
      ),
    title: z.string().min(5),
    why: z.string().min(20),
    links: z.array(z.url()).optional(),
    guide: z.strictObject({ cause: z.string(), fix: z.string() }).optional(),
    realm: realmSchema(vocabulary)
      .optional()
      .describe('the correct behaviour of the provider in this scenario'),
    https: z
      .array(z.enum(ADDRESS_NAMES))
      .min(1)
      .optional()
      .describe("which of the provider's addresses are https; all others are http"),
    named: z
      .array(z.enum(ADDRESS_NAMES))
      .min(1)
      .optional()
      .describe(
        "which of the provider's addresses have a name for the host, which the client has to look up; all others have a number",
      ),
    credentials: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), credentialSchema).optional(),
    workflows: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), workflowSchema(vocabulary)),
    plan: z.array(stepSchema(vocabulary)).min(1),
    remedies: z.union([z.array(remedySchema(vocabulary)), ladderSchema(vocabulary)]).optional(),
    expect: expectSchema(vocabulary),
    executionDeadline: waitSchema
      .optional()
      .describe(
        'longest time an execution may take before it counts as hung and is stopped; a minute without it',
      ),
    nextExpiry: z.enum(['prove', 'skip']).optional(),
    requires: z.array(z.enum(keysOf(CAPABILITIES))).optional(),
  });
}
