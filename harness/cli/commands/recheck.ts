import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { writeJsonAtomic } from '../../machine/atomic-write.ts';
import { baselineOn } from '../../model/baseline.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { printable } from '../../model/printable.ts';
import type { Results, RunRules, ScenarioResult, TargetResult } from '../../model/results.ts';
import { usageError } from '../../model/usage-error.ts';
import { FILES } from '../../store/layout.ts';
import { openRun, type OpenedRun } from '../../store/open-run.ts';
import { readHistory } from '../../store/read-history.ts';
import type { StoredRun, StoredScenario } from '../../store/read-run.ts';
import { screenshotsOf } from '../../store/screenshots-of.ts';
import {
  baselineLines,
  baselinesOfRun,
  type BaselineOfTarget,
} from '../arguments/baseline-of-run.ts';
import { ALLOW_FIXED, collect, RUNS, STRICT } from '../arguments/run-options.ts';
import {
  reporterHelp,
  requireOwnPlaces,
  selectReporters,
  type ReporterChoice,
} from '../arguments/select-reporters.ts';
import { openConfig, type ConfigOption } from '../config/open-config.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { createReporting, linesOf } from '../terminal/reporting.ts';

/** What `recheck` writes: the reports of the run stay as they are. */
const RECHECK_REPORTERS: readonly string[] = ['list'];

interface RecheckOptions extends ConfigOption {
  readonly baseline?: string;
  readonly reporter?: readonly string[];
  readonly write?: boolean;
  readonly strict?: boolean;
  readonly allowFixed?: boolean;
}

/** `oauth-chaos recheck`: judges the histories of a stored run again, without starting anything. */
export function addRecheckCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('recheck')
    .description('judges the histories of a stored run again, without starting anything')
    .argument('<run>', `path, id, or latest (in ${RUNS})`)
    .option('--baseline <file|none>', 'known failures (default: as in the run)')
    .option('--reporter <name[=path]>', reporterHelp(RECHECK_REPORTERS), collect)
    .option('--strict', `${STRICT} (default: as in the run)`)
    .option('--allow-fixed', `${ALLOW_FIXED} (default: as in the run)`)
    .option('--write', 'keeps the new verdicts in results.json', false)
    .action(async (name: string, options: RecheckOptions) =>
      finish(await recheck(name, options, context)),
    );
}

async function recheck(
  name: string,
  options: RecheckOptions,
  context: CliContext,
): Promise<ExitCode> {
  const { backend, cwd } = context;
  const reporters = selectReporters(options.reporter, {
    known: await backend.reporters(),
    cwd,
    defaults: RECHECK_REPORTERS,
  });
  const summarise = await backend.summarise();
  const run = await openRun(name, { cwd, runs: RUNS, summarise });
  requireOwnPlaces(reporters, { directory: run.directory, cwd });
  if (options.write === true) requireEnded(run, name);
  const baselines = await baselinesOfRun(run, {
    option: options.baseline,
    config: await openConfig(options, context),
    context,
  });
  const rules = rulesOf(options, run.results.run.rules);
  const notes = [...run.notes];
  const judgements: Judgement[] = [];
  const how = { context, notes, baselines, strict: rules.strict };
  for (const before of run.scenarios)
    judgements.push({ before, now: await judgeAgain(before, run, how) });
  const told = judgements.filter((judgement) => !hasNotRun(judgement, run.results));
  const scenarios = told.map(({ now }) => now);
  const targets = run.results.targets.map((target) => applied(target, baselines));
  const judged = { ...run.results, run: { ...run.results.run, rules }, targets, scenarios };
  const results: Results = { ...judged, ...summarise(judged) };
  const changed = differences(told);
  const differs = changed.length > 0 || results.exitCode !== run.results.exitCode;

  const lines = { ...context, out: linesOf(context, reporters) };
  const print = (line: string): void => printLine(lines, line);
  for (const line of [...baselineLines(baselines), ...notes]) print(printable(line));
  const reporting = createReporting({
    runDirectory: run.directory,
    reporters,
    print,
    colours: wantsColours(lines),
    targets: results.targets.length,
    outdated: differs && !writesPage(reporters),
    context,
  });
  scenarios.forEach((result, index) =>
    reporting.show({ kind: 'scenario-end', result, done: index + 1, total: scenarios.length }),
  );
  await reporting.end(results);
  differenceLines(changed).forEach((line) => print(printable(line)));
  if (options.write === true) {
    const path = join(run.directory, FILES.results);
    writeJsonAtomic(path, results);
    print(`Written: ${relative(cwd, path)}`);
  }
  if (differs) print(asTyped(whatIsKept(name, options), context));
  reporting.throwIfFailed();
  return results.exitCode;
}

/** A run in progress would write its own verdicts over these, or these over its last ones. */
function requireEnded({ goesOn }: OpenedRun, name: string): void {
  if (goesOn)
    throw usageError(
      `Could not write the verdicts of ${name}: the run is still going on, and writes them itself.`,
      'Judge it without --write, or wait for its end.',
    );
}

/** A scenario as the run left it, and as it is judged now. */
interface Judgement {
  readonly before: StoredScenario;
  readonly now: ScenarioResult;
}

/**
 * True for a planned scenario that the run never finished, and whose history so far proves nothing:
 * it has not run, as the run itself says. What went wrong before the end is told.
 */
const hasNotRun = ({ before, now }: Judgement, { planned = [] }: Results): boolean =>
  before.result === undefined &&
  now.verdict === 'inconclusive' &&
  planned.some(
    ({ name, target, attempt }) =>
      name === now.name && target === now.target && attempt === now.attempt,
  );

/** The rules of the run, unless the user asks for others. */
const rulesOf = (
  { strict, allowFixed }: RecheckOptions,
  before: RunRules = { strict: false, allowFixed: false },
): RunRules => ({
  strict: strict ?? before.strict,
  allowFixed: allowFixed ?? before.allowFixed,
});

interface JudgeAgain {
  readonly context: CliContext;
  readonly notes: string[];
  readonly baselines: ReadonlyMap<string, BaselineOfTarget>;
  readonly strict: boolean;
}

async function judgeAgain(
  scenario: StoredScenario,
  run: StoredRun,
  { context: { backend }, notes, baselines, strict }: JudgeAgain,
): Promise<ScenarioResult> {
  const { historyPath, result, target, name, attempt } = scenario;
  if (historyPath === undefined && result !== undefined) return result;
  const path = historyPath ?? '';
  const { events, cutOff } = readHistory(path);
  if (cutOff)
    notes.push(
      `${relative(run.directory, path)} ends in the middle of an event; that event was left out.`,
    );
  const head = events.find((event) => event.type === 'scenario');
  const judged: ScenarioResult = {
    ...(await backend.judge(events, { strict })),
    name: head?.scenario.name ?? name,
    title: result?.title ?? head?.scenario.title ?? name,
    target,
    attempt,
    history: relative(run.directory, path),
    ...screenshotsOf(events, relative(run.directory, path)),
    durationMs: result?.durationMs ?? Math.round(events.at(-1)?.at ?? 0),
  };
  const facts = run.results.targets.find(({ id }) => id === target);
  const baseline = baselines.get(target)?.named?.baseline;
  const here = facts && baseline && baselineOn(baseline, facts.topology);
  const elsewhere = here?.n8n !== facts?.n8n;
  return backend.applyBaseline(judged, here, { strict, elsewhere });
}

/** A target with the baseline that it was compared with now. */
function applied(
  { baseline: _baseline, baselineFile: _file, ...target }: TargetResult,
  baselines: ReadonlyMap<string, BaselineOfTarget>,
): TargetResult {
  const named = baselines.get(target.id)?.named;
  return {
    ...target,
    ...(named === undefined ? {} : { baseline: named.name }),
    ...(named?.file === undefined ? {} : { baselineFile: named.file }),
  };
}

const shortVerdict = (result: ScenarioResult | undefined): string =>
  result === undefined
    ? 'unfinished'
    : `${result.verdict}${result.known === undefined ? '' : ' (known)'}, ${result.outcome}`;

function differences(judgements: readonly Judgement[]): readonly string[] {
  return judgements.flatMap(({ before: { result }, now: again }) =>
    shortVerdict(result) === shortVerdict(again)
      ? []
      : [
          `  ${again.name}${again.attempt > 1 ? ` #${again.attempt}` : ''} (${again.target}): ${shortVerdict(result)} → ${shortVerdict(again)}`,
        ],
  );
}

const differenceLines = (changed: readonly string[]): readonly string[] =>
  changed.length === 0
    ? ['Every verdict is the same as in the run.']
    : [
        `${changed.length} verdict${changed.length === 1 ? ' differs' : 's differ'} from the run:`,
        ...changed,
      ];

/** True when the page in the run's folder, which `list` names, is made anew. */
const writesPage = (reporters: readonly ReporterChoice[]): boolean =>
  reporters.some(({ definition, path }) => definition.name === 'html' && path === undefined);

/** What the run's folder holds now, and how the new verdicts get there. */
const whatIsKept = (name: string, { write }: RecheckOptions): string =>
  write === true
    ? `Reports are as they were; write them again with: oauth-chaos report ${name}`
    : 'The run and its reports are as they were; --write keeps the new verdicts in results.json.';
