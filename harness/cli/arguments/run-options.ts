import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Duration } from '../../../mock-provider/index.ts';
import { LIMITS } from '../../config/limits.ts';
import { usageError } from '../../model/usage-error.ts';
import { drivers, TOPOLOGIES, type Topology } from '../../n8n/index.ts';
import type { CliContext } from '../context.ts';
import { addDriverOptions } from './driver-options.ts';
import { wholeNumber } from './parse-number.ts';
import { reporterHelp } from './select-reporters.ts';
import { parseShard, type Shard } from './shard.ts';
import { workflowLimit } from './workflow-limit.ts';

/** Folder for runs, relative to the current folder. */
export const RUNS = 'reports/runs';

/** The options of `run`. Every text in them has been checked. */
export interface RunOptions {
  readonly n8n: readonly string[];
  readonly topology: readonly Topology[];
  readonly queueWorkers: number;
  readonly env: readonly string[];
  readonly suite?: string;
  readonly seed: number;
  readonly repeat: number;
  readonly parallel: number;
  /** `auto`: what the CI server says. */
  readonly shard?: Shard | 'auto';
  readonly bail: boolean;
  readonly strict: boolean;
  readonly allowFixed: boolean;
  readonly console: boolean;
  readonly witnesses: boolean;
  readonly reporter: readonly string[] | undefined;
  readonly output?: string;
  readonly baseline?: string;
  readonly dryRun: boolean;
  /** The user's own workflow: a file, and after a `#` a name or id in it. */
  readonly workflow?: string;
  readonly workflowInput?: string;
  readonly workflowCredential?: string;
  readonly workflowLimit?: Duration;
}

/** What the options of `run` and `recheck` that decide about verdicts and exit codes say. */
export const STRICT = 'an invariant that nobody could look at makes a scenario inconclusive';
export const ALLOW_FIXED = 'ends well although a known failure no longer happens';

const WITNESSES =
  'switches on what monitoring needs (Sentry, /metrics, a webhook) and tells what it showed of each failure';

const DEFAULT_PARALLEL = 4;
/** The smallest number of workers that can interfere with each other. */
const DEFAULT_WORKERS = 2;

export const collect = (
  value: string,
  before: readonly string[] | undefined,
): readonly string[] => [...(before ?? []), value];

function collectTopology(
  value: string,
  before: readonly Topology[] | undefined,
): readonly Topology[] {
  const topology = TOPOLOGIES.find((known) => known === value);
  if (topology === undefined)
    throw usageError(
      `Could not read --topology: there is no topology '${value}'.`,
      `Topologies: ${TOPOLOGIES.join(', ')}`,
    );
  return [...(before ?? []), topology];
}

/** Declares the options that say which n8n is tested, and of what it consists. */
export function addN8nOptions(command: Command): Command {
  const forms = drivers.flatMap((driver) => driver.forms);
  const last = forms.pop();
  return command
    .option(
      '--n8n <target>',
      `n8n to test: ${forms.join(', ')}, or ${last}; may be given more than once (default: OAUTH_CHAOS_N8N, otherwise latest)`,
      collect,
    )
    .option(
      '--topology <topology>',
      'what n8n consists of: single (one process, SQLite), postgres (one process), or queue (main process, workers, Redis, Postgres); may be given more than once (default: single)',
      collectTopology,
    );
}

/** Declares the options that say what is tested. */
const addTargetOptions = (command: Command): Command =>
  addN8nOptions(command)
    .option(
      '--queue-workers <n>',
      'workers in queue topology',
      wholeNumber('--queue-workers', LIMITS.queueWorkers),
      DEFAULT_WORKERS,
    )
    .option('--env <KEY=VALUE>', "a setting of n8n's own; may be given more than once", collect);

const WHICH_SCENARIOS =
  "names or patterns of scenarios ('rotation/*', a theme such as rotation), or scenario files (.yaml); the default suite without";

/** Declares which scenarios are chosen, and with which random choices. */
const addScenarioOptions = (command: Command, which = WHICH_SCENARIOS): Command =>
  command
    .argument('[scenario...]', which)
    .option(
      '--suite <name>',
      'what to choose from: smoke (the quickest), default, or full (all there is, also without it where names or patterns are given)',
    )
    .option(
      '--seed <n>',
      'repeats the random choices of an earlier run',
      wholeNumber('--seed', LIMITS.seed),
    );

/** Declares what a plan of several jobs has to know. */
export const addPlanOptions = (command: Command): Command =>
  addScenarioOptions(addN8nOptions(command));

/** Declares the options about a workflow of the user's own. */
const addWorkflowOptions = (command: Command): Command =>
  command
    .option(
      '--workflow <file[#name]>',
      'runs an exported workflow of your own in the place of the main workflow of each scenario; name or id says which, where the file has several',
    )
    .option(
      '--workflow-input <file>',
      'the items with which it starts, as JSON (default: the pinned data of its trigger)',
    )
    .option(
      '--workflow-credential <name>',
      'the credential of it that the faults strike (default: the first OAuth2 credential that it uses)',
    )
    .option(
      '--workflow-limit <duration>',
      'how long it may take without any fault, such as 90s or 10m (default: a minute, and more the more nodes it has and the larger it is)',
      workflowLimit,
    );

/**
 * Declares the options of `run`, without those about the configuration.
 * @param which what its arguments are
 */
export function addRunOptions(command: Command, which?: string): Command {
  return addDriverOptions(
    addWorkflowOptions(addScenarioOptions(addTargetOptions(command), which))
      .option(
        '--repeat <n>',
        'runs every scenario so many times',
        wholeNumber('--repeat', LIMITS.repeat),
        1,
      )
      .option(
        '--parallel <n>',
        'scenarios at once on one n8n',
        wholeNumber('--parallel', LIMITS.parallel),
        DEFAULT_PARALLEL,
      )
      .option(
        '--shard <i/n|auto>',
        'runs part i of n parts that take about as long (auto: as the variables of the CI server say); the same --seed in all',
        parseShard,
      )
      .option('--bail', 'stops at the first unexpected failure', false)
      .option(
        '--console',
        "offers the provider's console while the run lasts, and prints its address",
        false,
      )
      .option('--witnesses', WITNESSES, false)
      .option('--reporter <name[=path]>', reporterHelp(), collect)
      .option('--output <dir>', `folder of this run (default: ${RUNS}/<id>)`)
      .option(
        '--baseline <file|none>',
        "known failures (default: the project's own for each n8n version)",
      )
      .option('--strict', STRICT, false)
      .option('--allow-fixed', ALLOW_FIXED, false),
  );
}

/** Shards know nothing of each other, and have to choose alike. */
const SEED_OF_SHARDS = 1;

/** The seed of a run that is not told any. */
export const seedFor = (shard: RunOptions['shard']): number =>
  shard === undefined ? randomInt(2 ** 31) : SEED_OF_SHARDS;

/** Fills in the defaults. */
export function completeRunOptions(options: Partial<RunOptions>): RunOptions {
  return {
    queueWorkers: DEFAULT_WORKERS,
    repeat: 1,
    parallel: DEFAULT_PARALLEL,
    bail: false,
    strict: false,
    allowFixed: false,
    console: false,
    witnesses: false,
    reporter: undefined,
    dryRun: false,
    ...options,
    n8n: options.n8n ?? ['latest'],
    topology: options.topology ?? ['single'],
    env: options.env ?? [],
    seed: options.seed ?? seedFor(options.shard),
  };
}

/** Folder of a new run. */
export const runDirectory = (
  { cwd }: Pick<CliContext, 'cwd'>,
  output: string | undefined,
  id: string,
): string => (output === undefined ? resolve(cwd, RUNS, id) : resolve(cwd, output));
