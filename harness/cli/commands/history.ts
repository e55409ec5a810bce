import type { Command } from 'commander';
import { HarnessError } from '../../model/error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { globMatcher } from '../../model/glob.ts';
import type { Trend } from '../../model/trend.ts';
import { collectRuns } from '../../store/collect-runs.ts';
import { trendOf } from '../../store/trend-of.ts';
import { collect, RUNS } from '../arguments/run-options.ts';
import { printLine, type CliContext } from '../context.ts';
import { saveReport } from '../terminal/save-report.ts';

const PAGE = 'history.html';

interface HistoryOptions {
  readonly scenario?: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
  readonly html?: string;
}

/** `oauth-chaos history`: what became of each scenario over stored runs. */
export function addHistoryCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('history')
    .description(
      'tells of each scenario what became of it from run to run: which are flaky, which have changed, how long they take',
    )
    .argument(
      '[folder...]',
      `runs, or folders with runs in them, such as what a CI service stored (default: ${RUNS})`,
    )
    .option('--scenario <pattern>', 'only these; may be given more than once', collect)
    .option('--all', 'also those that were the same every time', false)
    .option('--json', 'as JSON', false)
    .option(
      '--html <file>',
      "writes a page with a small picture for each scenario; '-' is standard output",
    )
    .action(async (folders: readonly string[], options: HistoryOptions) => {
      const { backend, cwd } = context;
      const { runs, notes } = collectRuns(folders.length === 0 ? [RUNS] : folders, {
        cwd,
        summarise: await backend.summarise(),
      });
      for (const note of notes) context.err.write(`${note}\n`);
      if (runs.length === 0)
        throw new HarnessError(
          'run-not-found',
          `Could not tell a history: there is no run in ${folders.length === 0 ? RUNS : folders.join(', ')}.`,
          {
            hint: `Runs are kept in ${RUNS}; other folders can be named: oauth-chaos history FOLDER`,
            exitCode: 64,
          },
        );
      const trend = only(trendOf(runs), options.scenario ?? []);
      const views = await backend.trendViews();
      if (options.json) printLine(context, JSON.stringify(trend, null, 2));
      else for (const line of views.lines(trend, { all: options.all })) printLine(context, line);
      if (options.html !== undefined) {
        const place = { path: options.html, runDirectory: cwd, cwd, out: context.out };
        await saveReport(PAGE, views.page(trend), place);
        if (!options.json && options.html !== '-') printLine(context, `Page ${options.html}`);
      }
      finish(0);
    });
}

/** What patterns leave of a trend. */
function only(trend: Trend, patterns: readonly string[]): Trend {
  const tests = patterns.map(globMatcher);
  if (tests.length === 0) return trend;
  return { ...trend, rows: trend.rows.filter(({ scenario }) => tests.some((is) => is(scenario))) };
}
