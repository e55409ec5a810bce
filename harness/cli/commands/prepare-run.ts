import { resolve } from 'node:path';
import { toMs } from '../../../mock-provider/index.ts';
import { HarnessError } from '../../model/error.ts';
import { usageError } from '../../model/usage-error.ts';
import { parseSettings, type TargetChoice } from '../../n8n/index.ts';
import type { Catalog } from '../../plan/catalog.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import { newRunId } from '../../store/run-id.ts';
import type { OwnRun, PartedSuite, ShardOfSuite } from '../../suite/suite-options.ts';
import { chooseBaseline, type BaselineFor } from '../arguments/choose-baseline.ts';
import { definedIn } from '../arguments/defined-at.ts';
import { runDirectory, type RunOptions } from '../arguments/run-options.ts';
import {
  requireOwnPlaces,
  selectReporters,
  type ReporterChoice,
} from '../arguments/select-reporters.ts';
import { selectScenarios, type SelectedScenario } from '../arguments/select-scenarios.ts';
import { shardOf } from '../arguments/shard-of-ci.ts';
import { takeShard, type Shard } from '../arguments/shard.ts';
import { requireFreshFolder } from '../arguments/writable-folder.ts';
import { blaming } from '../config/blame.ts';
import type { ResolvedProject, ResolvedRun } from '../config/resolve-run.ts';
import type { CliContext } from '../context.ts';
import { chooseTargets, inTopologies } from './choose-targets.ts';

/** What a run does on some targets; one project of the configuration, where it has projects. */
export interface PreparedPart {
  readonly project: string | undefined;
  readonly scenarios: readonly PlannedScenario[];
  readonly targets: readonly TargetChoice[];
  readonly baselineFor: BaselineFor;
  readonly options: RunOptions;
  /** The part of a whole that the scenarios are. */
  readonly shard: ShardOfSuite | undefined;
  /** The user's own workflow, when the scenarios run one. */
  readonly own: OwnRun | undefined;
}

/**
 * A run that can begin: all its input has been checked, and nothing has been started or written.
 */
export interface PreparedRun {
  readonly id: string;
  readonly directory: string;
  readonly reporters: readonly ReporterChoice[];
  /** Parts without a scenario are left out; empty when there is nothing to run at all. */
  readonly parts: readonly PreparedPart[];
  /** Of these, only what holds for the run as a whole. */
  readonly options: RunOptions;
  /** How plans are carried out where it is not one step after the other. */
  readonly courseOf?: PartedSuite['courseOf'] & {};
  /** The configuration that was read, as the user would write its path. */
  readonly config: string | undefined;
}

/**
 * Checks all input of `run`, quick checks first.
 * @throws HarnessError exit 64 or 3
 */
export async function prepareRun(
  { projects, config }: ResolvedRun,
  context: CliContext,
): Promise<PreparedRun> {
  const { backend, cwd } = context;
  const id = newRunId();
  const [whole] = projects;
  const { options } = whole;
  const directory = runDirectory(context, options.output, id);
  const known = await backend.reporters();
  const reporters = await blaming(whole, ['reporter'], () => {
    const selected = selectReporters(options.reporter, { known, cwd });
    requireOwnPlaces(selected, { directory, cwd });
    return selected;
  });
  const shard = await blaming(whole, ['shard'], () => shardOf(options.shard, context));
  const drafts: Draft[] = [];
  for (const project of projects) drafts.push(await draftOf(project, shard, context));
  if (!options.dryRun) await blaming(whole, ['output'], () => requireFreshFolder(directory));
  const parts: PreparedPart[] = [];
  for (const draft of drafts.filter(({ scenarios }) => scenarios.length > 0))
    parts.push({ ...draft, targets: await targetsOf(draft, context) });
  return { id, directory, reporters, parts, options, config: config?.shownAs };
}

/** A part whose targets are not known yet. */
type Draft = Omit<PreparedPart, 'targets'> & { readonly resolved: ResolvedProject };

async function draftOf(
  resolved: ResolvedProject,
  part: Shard | undefined,
  context: CliContext,
): Promise<Draft> {
  const { backend, cwd } = context;
  const { options, wanted, name: project } = resolved;
  const catalog = await backend.catalog();
  const selected = await blaming(resolved, ['wanted', 'suite'], () =>
    selectScenarios({
      wanted,
      suite: options.suite,
      suites: catalog.suites,
      builtIn: catalog.scenarios,
      cwd,
      readFile: (path, shownAs) =>
        backend.readScenarioFile(path, shownAs, (line) => context.err.write(`${line}\n`)),
    }),
  );
  const all = selected.map((one) => ({ ...one, name: one.scenario.name }));
  const baselineFor = await blaming(resolved, ['baseline'], () =>
    chooseBaseline(baselineOf(options), { cwd, backend, scenarios: all.map(({ name }) => name) }),
  );
  const plans = await planned(all, options.seed, catalog.files, context);
  const keys = ['workflow', 'workflowInput', 'workflowCredential', 'workflowLimit'];
  const { scenarios: whole, own } = await blaming(resolved, keys, () =>
    withOwnWorkflow(plans, options, context),
  );
  const shard = part && { ...part, whole };
  const scenarios = shard === undefined ? whole : takeShard(whole, shard, catalog.durations);
  return { resolved, project, scenarios, shard, baselineFor, options, own };
}

/** Every n8n of a part, in each of its topologies. */
async function targetsOf(
  { resolved, options, scenarios }: Draft,
  context: CliContext,
): Promise<readonly TargetChoice[]> {
  const settings = await blaming(resolved, ['env'], () => parseSettings(options.env));
  const keys = ['n8n', 'topology', 'n8nEmail', 'providerUrl', 'providerHost', 'providerPort'];
  const chosen = await blaming(resolved, keys, () =>
    chooseTargets(options, scenarios.length, context),
  );
  return inTopologies(chosen, {
    topologies: options.topology,
    workers: [options.queueWorkers],
    settings,
  });
}

/** The plans of scenarios, each with the place where it is defined. */
async function planned(
  chosen: readonly SelectedScenario[],
  seed: number,
  files: Catalog['files'],
  { backend, cwd }: CliContext,
): Promise<readonly PlannedScenario[]> {
  const definedAt = definedIn(cwd);
  const plans: PlannedScenario[] = [];
  for (const { scenario, file } of chosen) {
    const path = file === undefined ? files?.get(scenario.name) : resolve(cwd, file);
    const at = path === undefined ? undefined : definedAt(path);
    plans.push({
      ...(await backend.plan(scenario, seed)),
      ...(file === undefined ? {} : { file }),
      ...(at === undefined ? {} : { at }),
    });
  }
  return plans;
}

/**
 * Puts the user's own workflow, if there is one, in the place of the main workflow of each
 * scenario.
 * @throws HarnessError exit 64 when it cannot be used, exit 3 when it fits no scenario
 */
async function withOwnWorkflow(
  plans: readonly PlannedScenario[],
  { workflow, workflowInput, workflowCredential, workflowLimit }: RunOptions,
  { backend, cwd }: CliContext,
): Promise<{ readonly scenarios: readonly PlannedScenario[]; readonly own: OwnRun | undefined }> {
  if (workflow === undefined) {
    for (const [option, value] of Object.entries({
      '--workflow-input': workflowInput,
      '--workflow-credential': workflowCredential,
      '--workflow-limit': workflowLimit,
    }))
      if (value !== undefined)
        throw usageError(`Could not use ${option}: there is no --workflow.`, 'Give both.');
    return { scenarios: plans, own: undefined };
  }
  const rewired = await backend.ownWorkflow({
    workflow,
    input: workflowInput,
    credential: workflowCredential,
    limitMs: workflowLimit === undefined ? undefined : Math.ceil(toMs(workflowLimit)),
    cwd,
  });
  const asked = {
    workflow,
    ...(workflowInput === undefined ? {} : { input: workflowInput }),
    ...(workflowCredential === undefined ? {} : { credential: workflowCredential }),
    ...(workflowLimit === undefined ? {} : { limit: workflowLimit }),
  };
  const { fitting, leftOut } = await backend.putInPlace(plans, rewired);
  const [first] = leftOut;
  if (fitting.length === 0 && first !== undefined)
    throw new HarnessError(
      'nothing-to-run',
      `Could not run anything with workflow ${workflow}: it fits none of the scenarios (${first.scenario}: ${first.because}).`,
      { exitCode: 3, hint: 'Choose others, or none: then all that it fits are run.' },
    );
  return { scenarios: fitting, own: { ...rewired, told: { ...rewired.told, asked, leftOut } } };
}

/** What is known of n8n with our own workflows says nothing of another one. */
const baselineOf = ({ baseline, workflow }: RunOptions): string | undefined =>
  baseline ?? (workflow === undefined ? undefined : 'none');
