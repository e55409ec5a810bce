import { relative, resolve } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import { printableIn, withoutCommand } from '../../model/printable.ts';
import type { Progress } from '../../model/progress.ts';
import type { Reporter } from '../../model/reporter.ts';
import type { ReportContext } from '../../model/reporter.ts';
import type { Results } from '../../model/results.ts';
import { fileOfRun } from '../../store/file-of-run.ts';
import { readHistory } from '../../store/read-history.ts';
import type { ReporterChoice } from '../arguments/select-reporters.ts';

export interface ReportingOptions {
  readonly runDirectory: string;
  readonly reporters: readonly ReporterChoice[];
  readonly print: (line: string) => void;
  readonly colours: boolean;
  readonly cwd: string;
}

/** The reporters of one run. The failure of a reporter is printed and never changes the outcome. */
export interface Reporting {
  /** Passes a progress message on to the reporters. */
  show(progress: Progress): void;
  /** Lets every reporter write its files, and prints their paths. */
  end(results: Results): Promise<void>;
}

/**
 * Makes the reporters of a run. Whatever they show has been made {@link printable}: texts of n8n,
 * of providers and of files may hold what a terminal or a CI server acts on.
 */
export function createReporting({
  runDirectory,
  reporters,
  print: printRaw,
  colours,
  cwd,
}: ReportingOptions): Reporting {
  const print = (line: string): void => printRaw(withoutCommand(line));
  const active = reporters.map(({ definition, path }) => {
    const context: ReportContext = {
      runDirectory,
      path: path === undefined ? undefined : resolve(cwd, path),
      print,
      colours,
      async readHistory(result) {
        if (result.history === undefined) return undefined;
        const { events } = readHistory(fileOfRun(runDirectory, result.history));
        return printableIn(events);
      },
    };
    return { context, reporter: definition.create(context) };
  });
  const guarded = async <T>(
    reporter: Reporter,
    action: () => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await action();
    } catch (error) {
      print(reporterFailed(reporter, error));
      return undefined;
    }
  };
  return {
    show(raw) {
      if (raw.kind !== 'ready' && raw.kind !== 'scenario-end') return;
      const progress = printableIn(raw);
      for (const { reporter } of active)
        void guarded(reporter, () =>
          progress.kind === 'ready'
            ? reporter.onTargetReady?.(progress.target)
            : reporter.onScenarioEnd?.(progress.result),
        );
    },
    async end(results) {
      const shown = printableIn(results);
      // The reporter `list` itself prints where the run is.
      const told = active.some(({ reporter }) => reporter.name === 'list');
      for (const { reporter, context } of active) {
        const files = await guarded(reporter, () => reporter.onRunEnd?.(shown, context));
        if (files !== undefined && (!told || context.path !== undefined))
          for (const file of files) print(`${reporter.name}: ${relative(cwd, file) || file}`);
      }
    },
  };
}

function reporterFailed({ name }: Reporter, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof HarnessError
    ? `Reporter ${name}: ${reason}`
    : `Could not finish report '${name}': ${reason}.`;
}
