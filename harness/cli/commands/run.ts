import { dirname, relative } from 'node:path';
import type { Command } from 'commander';
import { thisOwner } from '../../machine/owner-status.ts';
import { HarnessError } from '../../model/error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { IMAGE_VARIABLE } from '../../model/image-command.ts';
import type { Progress } from '../../model/progress.ts';
import type { Results } from '../../model/results.ts';
import type { Target, TargetInfo } from '../../model/target.ts';
import { driverOf, targetId, type TargetChoice } from '../../n8n/index.ts';
import { adviceOfRun } from '../../plan/advice/advice-of-run.ts';
import { coverageOfRun } from '../../plan/coverage/coverage-of-run.ts';
import { withdrawLatest, type LatestLink } from '../../store/latest-link.ts';
import { createRunStore, type RunPlan, type RunStore } from '../../store/run-store.ts';
import { infoInProject, inProject } from '../../suite/in-project.ts';
import { joinedPlans } from '../../suite/joined-plans.ts';
import { planOf } from '../../suite/plan-of.ts';
import { stoppedBy } from '../../suite/stopped-by.ts';
import type { NamedBaseline, SuitePart } from '../../suite/suite-options.ts';
import { baselineNotes } from '../arguments/baseline-notes.ts';
import type { BaselineFor } from '../arguments/choose-baseline.ts';
import { addRunOptions, RUNS } from '../arguments/run-options.ts';
import {
  addProjectOptions,
  resolveCommand,
  type ProjectOptions,
} from '../config/resolve-command.ts';
import { wantsColours, type CliContext } from '../context.ts';
import { once } from '../once.ts';
import { tellLeftovers } from '../terminal/leftovers.ts';
import { createDisplay } from '../terminal/progress/create-display.ts';
import type { ProgressDisplay } from '../terminal/progress/display.ts';
import { createReporting, linesOf, type Reporting } from '../terminal/reporting.ts';
import { prepareRun, type PreparedPart, type PreparedRun } from './prepare-run.ts';
import { askedLines, configLine, printPlan } from './print-plan.ts';

/** `oauth-chaos run` */
export function addRunCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addProjectOptions(
    addRunOptions(
      program.command('run').description('runs scenarios against one n8n or several'),
    ).option('--dry-run', 'prints the plan and starts nothing', false),
  ).action(async (wanted: string[], given: ProjectOptions, command: Command) => {
    finish(await runCommand(wanted, given, command, context));
  });
}

/** Runs what a command line with the options of `run` asks for; `wanted` are its scenarios. */
export async function runCommand(
  wanted: readonly string[],
  given: ProjectOptions,
  command: Command,
  context: CliContext,
): Promise<ExitCode> {
  const prepared = await prepareRun(await resolveCommand(wanted, given, command, context), context);
  // Until here there was nothing to stop, and a file that is a pipe may have been waited for.
  using held = context.holdSignals('Stopping; what is finished will be reported.');
  return prepared.options.dryRun ? dryRun(prepared, context) : await run(prepared, context, held);
}

export function dryRun(prepared: PreparedRun, context: CliContext): ExitCode {
  printPlan(prepared, context);
  return prepared.parts.length === 0 ? 3 : 0;
}

/** Runs what was prepared, reports it, and returns the exit code. */
export async function run(
  prepared: PreparedRun,
  context: CliContext,
  held: Disposable,
): Promise<ExitCode> {
  const { id, directory, options, parts } = prepared;
  const { backend } = context;
  if (parts.length === 0)
    throw new HarnessError('nothing-to-run', 'Could not run anything: this shard is empty.', {
      exitCode: 3,
      hint: 'There are fewer scenarios than shards.',
    });
  const advice = adviceOfRun(await backend.advice(), namesOf(prepared));
  const store = createRunStore({
    directory,
    id,
    seed: options.seed,
    harness: backend.harnessVersion,
    startedWith: startedWith(prepared, context),
    summarise: await backend.summarise(),
    plan: await expectedPlan(prepared),
    rules: { strict: options.strict, allowFixed: options.allowFixed },
    coverage: coverageOfRun((await backend.coverage()).rows, namesOf(prepared)),
    advice,
    owner: await thisOwner(`run ${id}`),
  });
  const lines = { ...context, out: linesOf(context, prepared.reporters) };
  const colours = wantsColours(lines);
  const display = createDisplay(lines, {
    colours,
    printsResults: !prepared.reporters.some(({ definition }) => definition.name === 'list'),
  });
  const reporting = createReporting({
    runDirectory: directory,
    reporters: prepared.reporters,
    print: (line) => display.print(line),
    colours,
    targets: parts.reduce((sum, { targets }) => sum + targets.length, 0),
    context,
  });
  display.print(`Run ${id}, seed ${options.seed}`);
  configLine(prepared).forEach((line) => display.print(line));
  askedLines(parts.flatMap(({ targets }) => targets)).forEach((line) => display.print(line));
  try {
    return await runAndReport(prepared, context, { store, display, reporting, held });
  } finally {
    display.stop();
  }
}

/** What the command that runs a scenario of this run again has to name besides. */
function startedWith(
  { config }: PreparedRun,
  { env }: CliContext,
): Pick<Results['run'], 'config' | 'image'> {
  const image = env[IMAGE_VARIABLE] ?? '';
  return { ...(config === undefined ? {} : { config }), ...(image === '' ? {} : { image }) };
}

const namesOf = ({ parts }: PreparedRun): ReadonlySet<string> =>
  new Set(parts.flatMap(({ scenarios }) => scenarios.map(({ scenario }) => scenario.name)));

/** What is going to run, as far as it is known before any target is made. */
async function expectedPlan({ parts }: PreparedRun): Promise<RunPlan> {
  const plans: RunPlan[] = [];
  for (const part of parts) {
    const { scenarios, options, targets: choices, shard, baselineFor, own, project } = part;
    const targets = choices.map((choice) => ({ info: infoInProject(expected(choice), project) }));
    const baselines = await baselinesOf(targets, baselineFor);
    plans.push(
      planOf({
        scenarios,
        repeat: options.repeat,
        targets,
        shard,
        own,
        baselineFor: (version) => baselines.get(version),
      }),
    );
  }
  return joinedPlans(plans);
}

/** The baselines of the versions that are tried. */
async function baselinesOf(
  targets: readonly { readonly info: TargetInfo }[],
  baselineFor: BaselineFor,
): Promise<ReadonlyMap<string, NamedBaseline>> {
  const baselines = new Map<string, NamedBaseline>();
  for (const { n8n } of targets.map(({ info }) => info)) {
    const named = await baselineFor(n8n);
    if (named !== undefined) baselines.set(n8n, named);
  }
  return baselines;
}

/** What is known of a target before it is installed and started. */
const expected = ({ text, what, because, deployment }: TargetChoice): TargetInfo => ({
  id: deployment === undefined ? what : targetId(what, deployment),
  n8n: what,
  topology: deployment?.topology ?? 'unknown',
  clientName: `n8n ${what}`,
  driver: driverOf(text).name,
  node: 'unknown',
  overrides: {},
  ...(because === undefined ? {} : { asked: { text, because } }),
});

interface Parts {
  readonly store: RunStore;
  readonly display: ProgressDisplay;
  readonly reporting: Reporting;
  /** Disposed when everything that was started has been stopped. */
  readonly held: Disposable;
}

/** What shows that a run has begun; one that could not start n8n is no run to go on from. */
const BEGUN: ReadonlySet<Progress['kind']> = new Set(['ready', 'scenario-start', 'scenario-end']);

/** The link to the newest run; undefined for a run that is kept elsewhere. */
const latestLink = (
  { directory }: Pick<PreparedRun, 'directory'>,
  { cwd }: CliContext,
): LatestLink | undefined =>
  relative(cwd, dirname(directory)) === RUNS ? withdrawLatest(directory) : undefined;

/**
 * Runs the suite and reports every finished scenario, however the run ends. The first error decides
 * how the program ends.
 */
async function runAndReport(
  prepared: PreparedRun,
  context: CliContext,
  { store, display, reporting, held }: Parts,
): Promise<ExitCode> {
  const { signal } = context;
  // What is on disk says so from the first moment: there may be no time for more.
  const over = new AbortController();
  signal.addEventListener('abort', () => noteInterruption(store, signal), { signal: over.signal });
  let latest: LatestLink | undefined;
  const begun = once(() => latest?.begun());
  const onProgress = (progress: Progress): void => {
    if (BEGUN.has(progress.kind)) begun();
    display.show(progress);
    reporting.show(progress);
  };
  let results: Results;
  try {
    latest = latestLink(prepared, context);
    results = await startAndRun(prepared, context, store, onProgress).finally(() => over.abort());
  } catch (error) {
    const stopped = stoppedBy(error, signal);
    const { timing } = store.results();
    const soFar = store.end({ stopped, ...(timing === undefined ? {} : { timing }) });
    display.stop();
    held[Symbol.dispose]();
    await reporting.end(soFar);
    if (stopped.by === 'interruption') return stopped.exitCode;
    throw error;
  }
  display.stop();
  held[Symbol.dispose]();
  await reporting.end(results);
  return results.exitCode;
}

function noteInterruption(store: RunStore, signal: AbortSignal): void {
  try {
    store.end({ stopped: stoppedBy(undefined, signal) });
  } catch {
    // Nobody listens here. The run itself cannot write either, and says so.
  }
}

async function startAndRun(
  prepared: PreparedRun,
  context: CliContext,
  store: RunStore,
  onProgress: (progress: Progress) => void,
): Promise<Results> {
  const { options } = prepared;
  const { backend, signal } = context;
  await tellLeftovers(context);
  const parts: SuitePart[] = [];
  for (const part of prepared.parts) parts.push(await suitePart(part, context, onProgress));
  signal.throwIfAborted();
  return backend.runSuite({
    store,
    parts,
    readsFields: (store.results().advice ?? []).some(({ field }) => field !== undefined),
    bail: options.bail,
    strict: options.strict,
    console: options.console,
    witnesses: options.witnesses,
    ...(prepared.courseOf === undefined ? {} : { courseOf: prepared.courseOf }),
    signal,
    onProgress,
  });
}

/** Makes the targets of a part, and tells which baselines they are compared with. */
async function suitePart(
  { targets: choices, scenarios, shard, baselineFor, options, own, project }: PreparedPart,
  { backend, signal }: CliContext,
  onProgress: (progress: Progress) => void,
): Promise<SuitePart> {
  const targets: Target[] = [];
  const older = [...new Set(scenarios.flatMap(({ beginsOn }) => beginsOn ?? []))];
  const tried = older.length === 0 ? [] : await backend.triedVersions();
  for (const choice of choices)
    targets.push(
      inProject(await backend.createTarget(choice, { signal, onProgress, older, tried }), project),
    );
  const baselines = await baselinesOf(targets, baselineFor);
  const chosen = scenarios.map(({ scenario }) => scenario.name);
  for (const { info } of targets)
    for (const text of baselineNotes(info, baselines.get(info.n8n), { chosen, options }))
      onProgress({ kind: 'note', text });
  return {
    scenarios,
    shard,
    own,
    targets,
    baselineFor: (version) => baselines.get(version),
    parallel: options.parallel,
    repeat: options.repeat,
  };
}
