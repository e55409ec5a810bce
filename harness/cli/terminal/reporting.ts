import { isAbsolute, relative } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { HistoryEvent } from '../../model/event.ts';
import { printableIn, withoutCommand } from '../../model/printable.ts';
import type { Progress } from '../../model/progress.ts';
import type { Reporter } from '../../model/reporter.ts';
import type { ReportContext } from '../../model/reporter.ts';
import type { Results, ScenarioResult } from '../../model/results.ts';
import { fileOfRun } from '../../store/file-of-run.ts';
import { readHistory, readHistoryText } from '../../store/read-history.ts';
import { readScreenshot } from '../../store/read-screenshot.ts';
import { takesOutput, type ReporterChoice } from '../arguments/select-reporters.ts';
import type { CliContext } from '../context.ts';
import { saveReport } from './save-report.ts';

export interface ReportingOptions {
  readonly runDirectory: string;
  readonly reporters: readonly ReporterChoice[];
  readonly print: (line: string) => void;
  readonly colours: boolean;
  /** How many targets the run has. */
  readonly targets: number;
  /** See {@link ReportContext.outdated}. */
  readonly outdated?: boolean;
  /** Where the user is; `out` also takes a report that was asked for with `=-`. */
  readonly context: Pick<CliContext, 'backend' | 'cwd' | 'env' | 'out' | 'err'>;
}

/**
 * Where a command prints that has these reporters: standard error when a report was asked for on
 * standard output, which then has nothing else on it.
 */
export const linesOf = (
  { out, err }: Pick<CliContext, 'out' | 'err'>,
  reporters: readonly ReporterChoice[],
): CliContext['out'] => (takesOutput(reporters) ? err : out);

/**
 * The reporters of one run. The failure of a reporter is printed and never changes the outcome of a
 * run; a command that only writes reports asks for the failures.
 */
export interface Reporting {
  /** Passes a progress message on to the reporters. */
  show(progress: Progress): void;
  /** Lets every reporter write its files, and prints their paths. */
  end(results: Results): Promise<void>;
  /**
   * @throws HarnessError `report-failed` when a reporter has failed
   */
  throwIfFailed(): void;
}

/**
 * Makes the reporters of a run. Whatever they show has been made {@link printable}: texts of n8n,
 * of providers and of files may hold what a terminal or a CI server acts on.
 */
export function createReporting(options: ReportingOptions): Reporting {
  const failed: Failed[] = [];
  const print = (line: string): void => options.print(withoutCommand(line));
  const active = options.reporters.map((choice) => {
    const context = contextFor(choice, { ...options, print });
    return { context, asked: choice.asked, reporter: choice.definition.create(context) };
  });
  const guarded = async <T>(
    reporter: Reporter,
    action: () => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await action();
    } catch (error) {
      failed.push({ name: reporter.name, error });
      print(reporterFailed(reporter, error));
      return undefined;
    }
  };
  const shownOf = onceFor<ScenarioResult>(printableIn);
  return {
    show(raw) {
      if (raw.kind !== 'scenario-end') return;
      const result = shownOf(raw.result);
      for (const { reporter } of active)
        void guarded(reporter, () => reporter.onScenarioEnd?.(result));
    },
    async end(results) {
      const { scenarios, ...rest } = results;
      const shown = { ...printableIn(rest), scenarios: scenarios.map(shownOf) };
      // The reporter `list` itself prints where the run is.
      const told = active.some(({ reporter }) => reporter.name === 'list');
      for (const { reporter, context, asked } of active) {
        const files = await guarded(reporter, () => reporter.onRunEnd?.(shown, context));
        if (files !== undefined && (!told || asked))
          for (const file of files) print(`${reporter.name}: ${context.shown(file)}`);
      }
    },
    throwIfFailed() {
      if (failed.length > 0) throw reportFailed(failed);
    },
  };
}

/** A function that is called once for each object: a run has as many as twenty thousand results. */
function onceFor<T extends object>(make: (one: T) => T): (one: T) => T {
  const made = new WeakMap<T, T>();
  return (one) => {
    const known = made.get(one) ?? make(one);
    made.set(one, known);
    return known;
  };
}

/** What one reporter gets. */
function contextFor(
  { path }: ReporterChoice,
  { runDirectory, reporters, print, colours, targets, outdated = false, context }: ReportingOptions,
): ReportContext {
  const { cwd, env, out } = context;
  return {
    runDirectory,
    path,
    cwd,
    env,
    save: (name, content) => saveReport(name, content, { path, runDirectory, cwd, out }),
    print,
    command: (lines) => void linesOf(context, reporters).write(lines),
    colours,
    shown: (file) => shownPath(file, cwd),
    targets,
    outdated,
    readHistory: (result) => historyOf(result, runDirectory),
    readHistoryText: async ({ history }) =>
      history === undefined ? undefined : readHistoryText(fileOfRun(runDirectory, history)),
    readSymptoms: () => context.backend.symptomBook(),
    readScreenshot: async (file) => readScreenshot(fileOfRun(runDirectory, file)),
  };
}

function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}

async function historyOf(
  { history }: ScenarioResult,
  runDirectory: string,
): Promise<readonly HistoryEvent[] | undefined> {
  return history === undefined
    ? undefined
    : printableIn(readHistory(fileOfRun(runDirectory, history)).events);
}

interface Failed {
  readonly name: string;
  readonly error: unknown;
}

function reportFailed(failed: readonly Failed[]): HarnessError {
  const names = [...new Set(failed.map(({ name }) => name))];
  const cause = failed[0]?.error;
  return new HarnessError(
    'report-failed',
    `Could not write ${names.length === 1 ? 'the report' : `${names.length} reports`}: ${names.join(', ')} failed.`,
    {
      hint: `Choose another place: --reporter ${names[0]}=PATH`,
      cause,
      exitCode: cause instanceof HarnessError ? cause.exitCode : 70,
    },
  );
}

function reporterFailed({ name }: Reporter, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof HarnessError
    ? `Reporter ${name}: ${reason}`
    : `Could not finish report '${name}': ${reason}.`;
}
