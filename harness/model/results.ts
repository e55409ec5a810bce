import { z } from 'zod';
import { adviceSchema } from './advice.ts';
import { keptScreenshotsSchema } from './editor.ts';
import { loadResultSchema } from './load.ts';
import { ownWorkflowSchema } from './own-workflow.ts';
import { recoveryResultSchema } from './recovery-result.ts';
import { runCoverageSchema } from './run-coverage.ts';
import { exitCodeSchema, runSchema, type stoppedSchema, type rulesSchema } from './run-facts.ts';
import { witnessedSchema } from './witness.ts';

export const OUTCOMES = [
  'unaffected',
  'recovered',
  'recovered with cost',
  'reconnect needed (as it must be)',
  'reconnect needed (avoidable)',
  'operator action needed (as it must be)',
  'operator action needed (avoidable)',
  'failed silently',
  'credential corrupted',
  'refresh storm',
  'hung',
  'leaked',
  'crashed',
  'not connected',
  'failed by itself',
  'dead',
  'invariant violated',
  'inconclusive',
  'skipped',
  'harness error',
] as const;

export const findingSchema = z.object({
  checker: z.string(),
  verdict: z.enum(['holds', 'violated', 'unknown', 'not-looked-at']),
  message: z.string(),
  evidence: z.array(z.int()).describe('event numbers (n) in the history'),
});

export const executionResultSchema = z.object({
  phase: z.enum(['steady', 'during', 'healed', 'remedied']),
  status: z.enum(['success', 'error', 'hung', 'lost']),
  error: z.string().optional(),
  durationMs: z.number(),
});

export const scenarioResultSchema = z.object({
  name: z.string(),
  title: z.string(),
  target: z.string().describe('id of an entry of targets'),
  /** Counts from 1; above 1 only with --repeat. */
  attempt: z.int().min(1),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'skipped']),
  outcome: z.enum(OUTCOMES),
  /** What happened and what an operator has to do, in one or two sentences. */
  summary: z.string(),
  recovery: recoveryResultSchema,
  known: z
    .object({ reason: z.string(), link: z.string().optional() })
    .optional()
    .describe('the baseline lists this failure'),
  fixedUnexpectedly: z
    .boolean()
    .optional()
    .describe('the baseline lists a failure that no longer happens'),
  differsFromKnown: z
    .string()
    .optional()
    .describe('the baseline lists a failure of this scenario that looks different; how'),
  findings: z.array(findingSchema),
  faults: z
    .array(z.object({ fault: z.string(), met: z.boolean() }))
    .optional()
    .describe(
      'faults that the plan injected, and whether the client met them; missing in results of older harnesses and of what was skipped',
    ),
  versions: z
    .array(z.string())
    .optional()
    .describe(
      'versions of n8n in the order in which they ran, of a scenario that exchanges them; missing of every other one',
    ),
  executions: z.array(executionResultSchema),
  counts: z.object({
    refreshes: z.int(),
    refreshesUnderFault: z
      .int()
      .optional()
      .describe('without those after healing, after a remedy and at the next expiry'),
    tokenRequests: z.int(),
    apiAccepted: z.int(),
    apiRefused: z.int(),
  }),
  witnessed: witnessedSchema.optional(),
  load: loadResultSchema.optional().describe('of a run under load'),
  /** Path of the history file relative to results.json; missing when the scenario was skipped. */
  history: z.string().optional(),
  screenshots: keptScreenshotsSchema.optional(),
  durationMs: z.number(),
});

export const targetResultSchema = z.object({
  id: z.string(),
  n8n: z.string().describe('version'),
  asked: z
    .object({ text: z.string(), because: z.string() })
    .optional()
    .describe('what the user wrote where that is no version (latest, 1.x), and why this one'),
  project: z
    .string()
    .optional()
    .describe('the project of the configuration that it belongs to; the id begins with it'),
  topology: z
    .enum(['single', 'postgres', 'queue', 'unknown'])
    .describe('unknown: a running instance with another database'),
  clientName: z
    .string()
    .optional()
    .describe('the client under test in words, for sentences: n8n 2.41.1; missing in old results'),
  driver: z
    .string()
    .describe(
      'name of the driver: embedded (processes of this machine), docker (containers), remote (a running instance), reference-client (no n8n); others may be added',
    ),
  workers: z.int().optional().describe('processes that run executions, in queue topology'),
  node: z.string().describe('version of the Node that runs n8n'),
  overrides: z
    .record(z.string(), z.string())
    .describe('dependency overrides of the recipe this n8n was installed with'),
  settings: z
    .record(z.string(), z.string())
    .optional()
    .describe("n8n's settings that the user chose; values of secrets are withheld"),
  images: z
    .record(z.string(), z.string())
    .optional()
    .describe('container images by part, with the id of each'),
  credentialFields: z
    .array(z.string())
    .optional()
    .describe(
      "fields of n8n's generic OAuth2 credential; only in runs that try advice about a field",
    ),
  baseline: z.string().optional().describe('name of the baseline that was applied'),
  baselineFile: z
    .string()
    .optional()
    .describe(
      'path of that baseline, from the folder where the run was started; missing of one that comes with us, and in runs of older harnesses',
    ),
});

export const timingSchema = z.object({
  installMs: z.number(),
  bootMs: z.number(),
  busyMs: z.number().describe('at least one execution was running'),
  waitingMs: z.number(),
  harnessMs: z.number(),
  wallMs: z.number(),
});

/** One planned execution of a scenario: on which target, and which attempt. */
export const plannedRunSchema = z.object({
  target: z.string().describe('id of an entry of targets'),
  name: z.string(),
  title: z.string(),
  attempt: z.int().min(1),
  file: z
    .string()
    .optional()
    .describe('scenario file as the user wrote its path; missing of one that comes with us'),
  at: z
    .object({ file: z.string(), line: z.int().min(1) })
    .optional()
    .describe(
      'where the scenario or its family is defined, from the folder where the run was started; missing of one in a package, and in runs of older harnesses',
    ),
  injects: z
    .array(z.string())
    .optional()
    .describe('faults that its plan injects; missing in runs of older harnesses'),
});

/** The part of a whole that a run is. */
const shardSchema = z.object({
  index: z.int().min(1),
  count: z.int().min(1),
  whole: z.array(plannedRunSchema).describe('what all shards together are to run'),
});

export const totalsSchema = z.object({
  scenarios: z.int().describe('results: what ran, and what was skipped'),
  pass: z.int(),
  fail: z.int(),
  knownFail: z.int().describe('failures that the baseline lists; not counted in fail'),
  fixedUnexpectedly: z.int(),
  inconclusive: z.int(),
  skipped: z.int(),
  notRun: z.int().describe('planned, without a result'),
});

/**
 * The schema of `results.json`, the machine-readable outcome of a run. `schemaVersion` rises when a
 * field changes its meaning or is removed. New fields may be added without a new version.
 */
export const resultsSchema = z.object({
  schemaVersion: z.literal(2),
  run: runSchema,
  targets: z.array(targetResultSchema).describe('all that were planned, also those never started'),
  planned: z
    .array(plannedRunSchema)
    .optional()
    .describe('written before anything starts; missing in runs of older harnesses'),
  shard: shardSchema
    .optional()
    .describe('which part of a whole was planned; missing of a run of everything'),
  ownWorkflow: ownWorkflowSchema
    .optional()
    .describe("what was made of the user's own workflow; missing when there was none"),
  coverage: runCoverageSchema
    .optional()
    .describe(
      'what must be covered, row by row; missing in runs of older harnesses, and of scenarios that no row has',
    ),
  advice: z
    .array(adviceSchema)
    .optional()
    .describe(
      'what guides say, as claims that scenarios of this run try; missing in runs of older harnesses, and where none tries any',
    ),
  scenarios: z.array(scenarioResultSchema),
  totals: totalsSchema,
  timing: timingSchema.optional(),
  exitCode: exitCodeSchema,
});

export type FindingResult = z.infer<typeof findingSchema>;
export type ScenarioResult = z.infer<typeof scenarioResultSchema>;
export type TargetResult = z.infer<typeof targetResultSchema>;
export type PlannedRun = z.infer<typeof plannedRunSchema>;
export type ShardFacts = z.infer<typeof shardSchema>;
export type Stopped = z.infer<typeof stoppedSchema>;
export type RunRules = z.infer<typeof rulesSchema>;
export type RunFacts = z.infer<typeof runSchema>;
export type Timing = z.infer<typeof timingSchema>;
export type Totals = z.infer<typeof totalsSchema>;
export type Results = z.infer<typeof resultsSchema>;
export type Outcome = (typeof OUTCOMES)[number];
