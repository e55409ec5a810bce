import { Option, type Command } from 'commander';
import { isDuration, toMs, type Duration } from '../../../mock-provider/index.ts';
import { LIMITS } from '../../config/limits.ts';
import { GENERATORS, type GeneratorName } from '../../load/generator-names.ts';
import type { PreparedLoad } from '../../load/prepare-load.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { usageError } from '../../model/usage-error.ts';
import { driverOf, parseSettings } from '../../n8n/index.ts';
import { newRunId } from '../../store/run-id.ts';
import { addDriverOptions } from '../arguments/driver-options.ts';
import { wholeNumber } from '../arguments/parse-number.ts';
import {
  addN8nOptions,
  collect,
  completeRunOptions,
  runDirectory,
  RUNS,
  type RunOptions,
} from '../arguments/run-options.ts';
import { reporterHelp, requireOwnPlaces, selectReporters } from '../arguments/select-reporters.ts';
import { requireFreshFolder } from '../arguments/writable-folder.ts';
import type { CliContext } from '../context.ts';
import { chooseTargets, inTopologies } from './choose-targets.ts';
import type { PreparedRun } from './prepare-run.ts';
import { dryRun, run } from './run.ts';

interface Given extends Omit<Partial<RunOptions>, 'queueWorkers'> {
  readonly queueWorkers?: readonly number[];
  readonly rate?: number;
  readonly duration?: Duration;
  readonly generator?: GeneratorName;
  readonly allowRemoteLoad: boolean;
}

const USUAL_WORKERS = [2];

const duration = (text: string): Duration => {
  if (isDuration(text)) return text;
  throw usageError(
    `Could not read --duration: '${text}' is not a duration, which is a number and a unit.`,
    'For example: --duration 2m',
  );
};

const workers = (text: string, before: readonly number[] | undefined): readonly number[] => [
  ...(before ?? []),
  wholeNumber('--queue-workers', LIMITS.queueWorkers)(text),
];

/** `oauth-chaos load` */
export function addLoadCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addDriverOptions(
    addN8nOptions(
      program
        .command('load')
        .description('calls workflows at a constant rate while their tokens expire')
        .argument('<scenario>', 'a load scenario: expiries, or load/expiries'),
    )
      .option(
        '--queue-workers <n>',
        'workers in queue topology; may be given more than once (default: 2)',
        workers,
      )
      .option('--env <KEY=VALUE>', "a setting of n8n's own; may be given more than once", collect)
      .option(
        '--rate <n>',
        'calls per second, of all workflows together (default: as the scenario says)',
        wholeNumber('--rate', { min: 1 }),
      )
      .option(
        '--duration <duration>',
        'how long calls are made, such as 2m (default: as the scenario says)',
        duration,
      )
      .addOption(
        new Option(
          '--generator <name>',
          'what makes the load (default: k6 where it is, by K6_BINARY, in PATH or as an image; otherwise autocannon)',
        ).choices(GENERATORS),
      )
      .option(
        '--allow-remote-load',
        'lets load go to a running instance; asks for its name once more',
        false,
      )
      .option(
        '--seed <n>',
        'repeats the random choices of an earlier run',
        wholeNumber('--seed', LIMITS.seed),
      )
      .option('--reporter <name[=path]>', reporterHelp(), collect)
      .option('--output <dir>', `folder of this run (default: ${RUNS}/<id>)`)
      .option('--dry-run', 'prints the plan and starts nothing', false),
  ).action(async (wanted: string, given: Given) => {
    const prepared = await prepare(wanted, given, context);
    using held = context.holdSignals('Stopping; what is finished will be reported.');
    finish(
      prepared.options.dryRun ? dryRun(prepared, context) : await run(prepared, context, held),
    );
  });
}

/**
 * Checks all input of `load`, quick checks first.
 * @throws HarnessError exit 64
 */
async function prepare(wanted: string, given: Given, context: CliContext): Promise<PreparedRun> {
  const { backend, cwd, env } = context;
  const {
    queueWorkers = USUAL_WORKERS,
    rate,
    duration: lasts,
    generator,
    allowRemoteLoad,
    ...rest
  } = given;
  const machine = env['OAUTH_CHAOS_N8N'] ?? '';
  const options = completeRunOptions({
    ...(machine === '' ? {} : { n8n: [machine] }),
    ...rest,
    parallel: 1,
  });
  const id = newRunId();
  const directory = runDirectory(context, options.output, id);
  const reporters = selectReporters(options.reporter, { known: await backend.reporters(), cwd });
  requireOwnPlaces(reporters, { directory, cwd });
  const settings = parseSettings(options.env);
  const load = await backend.prepareLoad({
    wanted,
    rate,
    durationMs: lasts === undefined ? undefined : toMs(lasts),
    seed: options.seed,
    elsewhere: allowRemoteLoad,
    generator,
    env,
  });
  for (const text of options.n8n)
    if (!driverOf(text).startsN8n) await confirm(text, load, allowRemoteLoad, context);
  if (!options.dryRun) requireFreshFolder(directory);
  const targets = inTopologies(await chooseTargets(options, 1, context), {
    topologies: options.topology,
    workers: queueWorkers,
    settings,
  });
  const part = {
    project: undefined,
    scenarios: [load.planned],
    targets,
    // What is known of n8n without load says nothing of it under load.
    baselineFor: async () => undefined,
    options: { ...options, baseline: 'none' },
    shard: undefined,
    own: undefined,
  };
  const { courseOf } = load;
  return { id, directory, reporters, parts: [part], options, config: undefined, courseOf };
}

/**
 * Lets load go to somebody's instance only when its name was typed.
 * @throws HarnessError `usage`, exit 64
 */
async function confirm(
  text: string,
  { calls }: PreparedLoad,
  allowed: boolean,
  { askSecret }: CliContext,
): Promise<void> {
  const refuse = (reason: string, hint: string): never => {
    throw usageError(`Could not put load on ${text}: ${reason}.`, hint);
  };
  const { host } = new URL(text);
  if (!allowed)
    refuse(
      'it is a running instance',
      'Load disturbs whoever uses it. If it is yours and nobody does, give --allow-remote-load.',
    );
  if (askSecret === undefined)
    return refuse('there is no terminal to confirm it on', 'Run it in a terminal.');
  const typed = await askSecret(
    `About ${calls} calls go to ${host}. Type this name to go on (it is not shown): `,
  );
  if (typed.trim() !== host) refuse('another name was typed', `The name is ${host}.`);
}
