import { z } from 'zod';
import { durationSchema, faults, realmSettingsSchema } from '../../mock-provider/index.ts';
import { CAPABILITIES } from '../model/capability.ts';
import { RECOVERIES } from '../model/scenario.ts';
import { targetFaults } from '../faults/index.ts';
import type { Vocabulary } from './catalog.ts';

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): [K, ...K[]] =>
  Object.keys(record) as [K, ...K[]];

/** `inject` by fault name, each with the options of exactly that fault. */
function injectSchema(): z.ZodType {
  const variants = [...faults, ...targetFaults].map((fault) =>
    z.strictObject({
      do: z.literal('inject'),
      fault: z.literal(fault.name).describe(fault.summary),
      options: fault.options.optional(),
    }),
  );
  const [first, ...rest] = variants;
  if (first === undefined) throw new TypeError('There is no fault.');
  return z.discriminatedUnion('fault', [first, ...rest]);
}

const workflowName = z.string().min(1).describe('a key of `workflows`; main unless told otherwise');
const faultName = z.enum([...faults, ...targetFaults].map((fault) => fault.name));

/** The steps of a plan, told apart by `do`. */
function stepSchema(): z.ZodType {
  const inject = injectSchema() as z.ZodDiscriminatedUnion;
  return z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('connect'), credential: z.string().optional() }),
    z.strictObject({
      do: z.literal('execute'),
      times: z.int().min(1).max(1000).optional(),
      concurrency: z.int().min(1).max(200).optional(),
      workflow: z.union([workflowName, z.array(workflowName).min(1)]).optional(),
    }),
    inject,
    z.strictObject({
      do: z.literal('rendezvous'),
      requests: z.int().min(2).max(200),
      at: z.enum(['resource', 'token']).optional(),
      within: durationSchema.optional(),
    }),
    z.strictObject({ do: z.literal('advance'), by: durationSchema }),
    z.strictObject({ do: z.literal('heal'), fault: faultName.optional() }),
    z.strictObject({
      do: z.literal('observe'),
      for: durationSchema,
      workflow: workflowName.optional(),
    }),
  ]);
}

const credentialSchema = z.strictObject({
  grant: z.enum(['authorization-code', 'pkce', 'client-credentials']).optional(),
  authentication: z
    .enum(['header', 'body'])
    .optional()
    .describe("where the client's id and secret travel (RFC 6749 §2.3.1)"),
  scope: z.string().optional(),
});

/** A workflow by template name, with the options of exactly that template beside it. */
function workflowSchema({ workflows }: Vocabulary): z.ZodType {
  const variants = workflows.map((template) =>
    z.strictObject({
      use: z.literal(template.name).describe(template.summary),
      credential: z.string().optional(),
      ...z.strictObject(template.options.shape).partial().shape,
    }),
  );
  const [first, ...rest] = variants;
  if (first === undefined) throw new TypeError('There is no workflow template.');
  return z.discriminatedUnion('use', [first, ...rest]);
}

/** A remedy by its name where nothing has to be typed, or with what the operator types. */
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

const expectSchema = ({ checkers, remedies }: Vocabulary): z.ZodType =>
  z.strictObject({
    recovery: z.enum(RECOVERIES),
    remedy: z.enum(remedies.map(({ name }) => name)).optional(),
    within: durationSchema.optional(),
    during: z.enum(['success', 'error']).optional(),
    without: z
      .partialRecord(z.enum(checkers.map(({ name }) => name)), z.string().min(10))
      .optional()
      .describe('checkers that do not apply here, each with the reason'),
  });

/**
 * The shape of a scenario, the same for TypeScript and YAML; `oauth-chaos schema scenario` prints
 * it as JSON Schema.
 */
export function scenarioSchema(vocabulary: Vocabulary): z.ZodType {
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
    workflows: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), workflowSchema(vocabulary)),
    plan: z.array(stepSchema()).min(1),
    remedies: z.array(remedySchema(vocabulary)).optional(),
    expect: expectSchema(vocabulary),
    executionDeadline: durationSchema
      .optional()
      .describe(
        'longest time an execution may take before it counts as hung and is stopped; a minute without it',
      ),
    nextExpiry: z.enum(['prove', 'skip']).optional(),
    requires: z.array(z.enum(keysOf(CAPABILITIES))).optional(),
  });
}
