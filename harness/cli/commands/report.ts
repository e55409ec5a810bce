import type { Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { printable } from '../../model/printable.ts';
import { openRun } from '../../store/open-run.ts';
import { collect, RUNS } from '../arguments/run-options.ts';
import { reporterHelp, requireOwnPlaces, selectReporters } from '../arguments/select-reporters.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { createReporting, linesOf } from '../terminal/reporting.ts';

/** `oauth-chaos report`: writes reports of a stored run again. */
export function addReportCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('report')
    .description('writes the reports of a stored run again')
    .argument('<run>', `path, id, or latest (in ${RUNS})`)
    .option('--reporter <name[=path]>', reporterHelp(), collect)
    .action(async (name: string, options: { reporter?: readonly string[] }) => {
      const { backend, cwd } = context;
      const known = await backend.reporters();
      const reporters = selectReporters(options.reporter, { known, cwd });
      const summarise = await backend.summarise();
      const run = await openRun(name, { cwd, runs: RUNS, summarise });
      requireOwnPlaces(reporters, { directory: run.directory, cwd });
      const lines = { ...context, out: linesOf(context, reporters) };
      const print = (line: string): void => printLine(lines, line);
      run.notes.forEach((note) => print(printable(note)));
      const reporting = createReporting({
        runDirectory: run.directory,
        reporters,
        print,
        colours: wantsColours(lines),
        targets: run.results.targets.length,
        context,
      });
      run.results.scenarios.forEach((result, index) =>
        reporting.show({
          kind: 'scenario-end',
          result,
          done: index + 1,
          total: run.results.scenarios.length,
        }),
      );
      await reporting.end(run.results);
      reporting.throwIfFailed();
      finish(run.results.exitCode);
    });
}
