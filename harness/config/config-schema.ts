import { z } from 'zod';
import { isDuration, toMs } from '../../mock-provider/index.ts';
import { TOPOLOGIES } from '../n8n/index.ts';
import type { Config } from './config.ts';
import { LIMITS } from './limits.ts';

const text = z.string().min(1);
const texts = z.array(text).min(1);

const within = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.int().min(min).max(max);

const PROJECT = {
  targets: texts
    .exactOptional()
    .describe('what --n8n takes: versions, latest, docker:…, addresses'),
  topologies: z.array(z.enum(TOPOLOGIES)).min(1).exactOptional(),
  queueWorkers: within(LIMITS.queueWorkers).exactOptional().describe('workers in queue topology'),
  env: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .exactOptional()
    .describe("settings of n8n's own, by the names of their environment variables"),
  suite: text.exactOptional().describe('smoke, default, full, or own'),
  scenarios: texts
    .exactOptional()
    .describe('what is run: names or patterns of scenarios, and scenario files'),
  baseline: text.exactOptional().describe('a file of known failures, or none'),
  parallel: within(LIMITS.parallel).exactOptional().describe('scenarios at once on one n8n'),
  repeat: within(LIMITS.repeat).exactOptional().describe('how often each scenario runs'),
  n8nEmail: text.exactOptional().describe('account on a running instance'),
  providerUrl: text.exactOptional().describe('how a running instance reaches the mock provider'),
  providerHost: text.exactOptional().describe('address the mock provider listens on'),
  providerPort: within(LIMITS.port).exactOptional().describe('port the mock provider listens on'),
};

/** True for `auto` and for the parts of a whole, which count from 1. */
function isPart(shard: string): boolean {
  const [, index = '0', count = '0'] = /^(\d+)\/(\d+)$/.exec(shard) ?? [];
  return shard === 'auto' || (Number(index) >= 1 && Number(index) <= Number(count));
}

const projectSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
      "is no name of a project: write up to 40 letters, digits, '.', '_' and '-'",
    )
    .describe("targets of its results are named 'name@2.41.1'"),
  ...PROJECT,
});

/** Keys of a project. The others belong to the run as a whole. */
export const PROJECT_KEYS: readonly string[] = Object.keys(projectSchema.shape);

/** The schema of a configuration. `oauth-chaos schema config` prints it as JSON Schema. */
export const configSchema = z.strictObject({
  $schema: z.string().exactOptional().describe('address of this schema, for editors'),
  ...PROJECT,
  own: texts
    .exactOptional()
    .describe('folders of your own, with scenarios/, checkers/, faults/ and presets/ in them'),
  workflow: text.exactOptional().describe('an exported workflow of your own: file, or file#name'),
  workflowInput: text.exactOptional().describe('the items with which it starts: a JSON file'),
  workflowCredential: text.exactOptional().describe('the credential of it that the faults strike'),
  workflowLimit: text
    .refine(
      (limit) => isDuration(limit) && toMs(limit) >= 1_000 && toMs(limit) <= 3_600_000,
      'is no duration from 1s to 1h',
    )
    .exactOptional()
    .describe('how long it may take without any fault: 90s, 10m'),
  seed: within(LIMITS.seed)
    .exactOptional()
    .describe('repeats the random choices of an earlier run'),
  shard: text
    .refine(isPart, 'is no part of a whole: 1/4 to 4/4 together are everything; or auto')
    .exactOptional()
    .describe('part i of n parts that take about as long: 1/4; auto: as the CI server says'),
  bail: z.boolean().exactOptional().describe('stops at the first unexpected failure'),
  strict: z
    .boolean()
    .exactOptional()
    .describe('an invariant that nobody could look at makes a scenario inconclusive'),
  allowFixed: z
    .boolean()
    .exactOptional()
    .describe('ends well although a known failure no longer happens'),
  console: z
    .boolean()
    .exactOptional()
    .describe("offers the provider's console while the run lasts"),
  witnesses: z
    .boolean()
    .exactOptional()
    .describe('switches on what monitoring needs, and tells what it showed of each failure'),
  reporters: texts.exactOptional().describe('what --reporter takes: junit, junit=out.xml, no-html'),
  output: text.exactOptional().describe('folder of the run'),
  projects: z
    .array(projectSchema)
    .min(1)
    .exactOptional()
    .describe('without --project all of them run, one after the other'),
}) satisfies z.ZodType<Config>;
