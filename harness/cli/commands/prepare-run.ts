import { existsSync, readdirSync } from 'node:fs';
import { usageError } from '../../model/usage-error.ts';
import { driverOf, drivers, parseSettings, type TargetChoice } from '../../n8n/index.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import { newRunId } from '../../store/run-id.ts';
import { chooseBaseline, type BaselineFor } from '../arguments/choose-baseline.ts';
import { runDirectory, type RunOptions } from '../arguments/run-options.ts';
import { selectReporters, type ReporterChoice } from '../arguments/select-reporters.ts';
import { selectScenarios } from '../arguments/select-scenarios.ts';
import { takeShard } from '../arguments/shard.ts';
import { requireWritable } from '../arguments/writable-folder.ts';
import type { CliContext } from '../context.ts';

/**
 * A run that can begin: all its input has been checked, and nothing has been started or written.
 */
export interface PreparedRun {
  readonly id: string;
  readonly directory: string;
  readonly scenarios: readonly PlannedScenario[];
  readonly targets: readonly TargetChoice[];
  readonly reporters: readonly ReporterChoice[];
  readonly baselineFor: BaselineFor;
  readonly options: RunOptions;
}

/**
 * Checks all input of `run`, quick checks first.
 * @throws HarnessError exit 64 or 3
 */
export async function prepareRun(
  wanted: readonly string[],
  options: RunOptions,
  context: CliContext,
): Promise<PreparedRun> {
  const { backend, cwd, signal } = context;
  const id = newRunId();
  const directory = runDirectory(context, options.output, id);
  const reporters = selectReporters(options.reporter, { known: await backend.reporters(), cwd });
  const selected = await selectScenarios({
    wanted,
    builtIn: (await backend.catalog()).scenarios,
    cwd,
    readFile: (path, shownAs) =>
      backend.readScenarioFile(path, shownAs, (line) => context.err.write(`${line}\n`)),
  });
  const all = selected.map((one) => ({ ...one, name: one.scenario.name }));
  const baselineFor = await chooseBaseline(options.baseline, {
    cwd,
    backend,
    scenarios: all.map(({ name }) => name),
  });
  const mine = options.shard === undefined ? all : takeShard(all, options.shard);
  const scenarios: PlannedScenario[] = [];
  for (const { scenario, file } of mine) {
    const planned = await backend.plan(scenario, options.seed);
    scenarios.push(file === undefined ? planned : { ...planned, file });
  }
  if (!options.dryRun) requireFreshFolder(directory);
  const settings = parseSettings(options.env);
  const access = await admit(options, scenarios.length, context);
  const chosen = await resolveTargets(options.n8n, access, context, signal);
  const targets = chosen.flatMap((target) =>
    driverOf(target.text).startsN8n
      ? [...new Set(options.topology)].map((topology) => ({
          ...target,
          deployment: {
            topology,
            workers: topology === 'queue' ? options.queueWorkers : 0,
            settings,
          },
        }))
      : [target],
  );
  return { id, directory, scenarios, targets, reporters, baselineFor, options };
}

function requireFreshFolder(directory: string): void {
  requireWritable(directory, '--output');
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw usageError(
      `Could not use --output ${directory}: it is not empty.`,
      'Choose a new folder; a run never writes over another.',
    );
}

/** What each driver needs to use its targets, by the driver's name. */
type Access = ReadonlyMap<string, unknown>;

/**
 * Asks every driver whether its targets may be used.
 * @throws HarnessError exit 64
 */
async function admit(options: RunOptions, scenarios: number, asker: CliContext): Promise<Access> {
  const { n8n, topology, env, dryRun } = options;
  const shaped = env.length > 0 || topology.some((chosen) => chosen !== 'single');
  const access = new Map<string, unknown>();
  for (const driver of drivers) {
    const texts = n8n.filter((text) => driverOf(text) === driver);
    const reshaped = shaped && texts.length === n8n.length;
    const given = await driver.admit?.({
      texts,
      options: { ...options },
      reshaped,
      scenarios,
      dryRun,
      asker,
    });
    if (given !== undefined) access.set(driver.name, given);
  }
  return access;
}

async function resolveTargets(
  texts: readonly string[],
  access: Access,
  { backend }: CliContext,
  signal: AbortSignal,
): Promise<readonly TargetChoice[]> {
  const targets: TargetChoice[] = [];
  for (const text of new Set(texts)) {
    const given = access.get(driverOf(text).name);
    const target = await backend.resolveTarget(
      text,
      signal,
      ...(given === undefined ? [] : [given]),
    );
    const twin = targets.find(({ what }) => what === target.what);
    if (twin !== undefined)
      throw usageError(
        `Could not use --n8n ${text}: it is the same n8n (${target.what}) as --n8n ${twin.text}.`,
        'Leave one of them out, or use --repeat to run scenarios more than once.',
      );
    targets.push(target);
  }
  return targets;
}
