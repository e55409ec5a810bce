import { existsSync, readdirSync } from 'node:fs';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import { newRunId } from '../../store/run-id.ts';
import { chooseBaseline, type BaselineFor } from '../arguments/choose-baseline.ts';
import { parseSettings } from '../../n8n/driver/chosen-settings.ts';
import { isRemoteText } from '../../n8n/remote/remote-address.ts';
import type { CliContext } from '../context.ts';
import {
  DEFAULT_REPORTERS,
  selectReporters,
  type ReporterChoice,
} from '../arguments/select-reporters.ts';
import { readAccount } from '../arguments/remote-account.ts';
import { readProviderPlace, remoteAmong, requireOwnership } from '../arguments/remote-options.ts';
import { selectScenarios } from '../arguments/select-scenarios.ts';
import type { RemoteChoice, TargetChoice } from '../services/services.ts';
import { takeShard } from '../arguments/shard.ts';
import { usageError } from '../arguments/usage-error.ts';
import { requireWritable } from '../arguments/writable-folder.ts';
import { runDirectory, type RunOptions } from '../arguments/run-options.ts';

/**
 * A run that can begin: everything it was told has been checked, nothing has been started or
 * written.
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

/** Checks all of `run`'s input, cheap things first. @throws HarnessError exit 64 or 3 */
export async function prepareRun(
  wanted: readonly string[],
  options: RunOptions,
  context: CliContext,
): Promise<PreparedRun> {
  const { services, cwd, signal } = context;
  const id = newRunId();
  const directory = runDirectory(context, options.output, id);
  const reporters = selectReporters(
    options.reporter ?? DEFAULT_REPORTERS,
    await services.reporters(),
  );
  const baselineFor = await chooseBaseline(options.baseline, { cwd, services });
  const all = await selectScenarios({
    wanted,
    builtIn: (await services.catalog()).scenarios,
    cwd,
    readFile: (path, shownAs) => services.readScenarioFile(path, shownAs),
  });
  const mine = options.shard === undefined ? all : takeShard(all, options.shard);
  const scenarios: PlannedScenario[] = [];
  for (const scenario of mine) scenarios.push(await services.plan(scenario, options.seed));
  if (!options.dryRun) requireFreshFolder(directory);
  const settings = parseSettings(options.env);
  const remote = await chooseRemote(options, scenarios.length, context);
  const chosen = await resolveTargets(options.n8n, remote, context, signal);
  const targets = chosen.flatMap((target) =>
    isRemoteText(target.text)
      ? [target]
      : [...new Set(options.topology)].map((topology) => ({
          ...target,
          deployment: {
            topology,
            workers: topology === 'queue' ? options.queueWorkers : 0,
            settings,
          },
        })),
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

/**
 * How a running instance among the targets is used; undefined without one, and when nothing is to
 * be started.
 * @throws HarnessError exit 64
 */
async function chooseRemote(
  options: RunOptions,
  scenarios: number,
  context: CliContext,
): Promise<RemoteChoice | undefined> {
  const url = remoteAmong(options.n8n, options);
  if (url === undefined) return undefined;
  if (
    options.n8n.every(isRemoteText) &&
    (options.env.length > 0 || options.topology.some((topology) => topology !== 'single'))
  ) {
    throw usageError(
      `Could not use --topology or --env on ${url}: a running instance is what it is.`,
      'They are for an n8n that the harness starts.',
    );
  }
  if (!options.dryRun) requireOwnership(url, scenarios, options);
  const provider = readProviderPlace(url, options);
  if (options.dryRun) return undefined;
  return { account: await readAccount(url, options, context), provider };
}

async function resolveTargets(
  texts: readonly string[],
  remote: RemoteChoice | undefined,
  { services }: CliContext,
  signal: AbortSignal,
): Promise<readonly TargetChoice[]> {
  const targets: TargetChoice[] = [];
  for (const text of new Set(texts)) {
    const target = await services.resolveTarget(
      text,
      signal,
      ...(isRemoteText(text) && remote !== undefined ? [remote] : []),
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
