import { dirname, relative } from 'node:path';
import type { Command } from 'commander';
import { checkParts } from '../../merge/check-parts.ts';
import { findParts } from '../../merge/find-parts.ts';
import { writeMerged } from '../../merge/write-merged.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { printable } from '../../model/printable.ts';
import { withdrawLatest } from '../../store/latest-link.ts';
import { newRunId } from '../../store/run-id.ts';
import { collect, runDirectory, RUNS } from '../arguments/run-options.ts';
import { reporterHelp, requireOwnPlaces, selectReporters } from '../arguments/select-reporters.ts';
import { requireFreshFolder } from '../arguments/writable-folder.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { createReporting, linesOf } from '../terminal/reporting.ts';

interface MergeOptions {
  readonly reporter?: readonly string[];
  readonly output?: string;
}

/** `oauth-chaos merge`: puts the shards of a run together and reports them as one. */
export function addMergeCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('merge')
    .description('puts the shards of a run together, as one run with one report and one exit code')
    .argument('<blob...>', 'blobs (--reporter blob), folders of runs, or a folder that holds some')
    .option('--reporter <name[=path]>', reporterHelp(), collect)
    .option('--output <dir>', `folder of the run that they become (default: ${RUNS}/<id>)`)
    .action(async (paths: string[], options: MergeOptions) =>
      finish(await merge(paths, options, context)),
    );
}

async function merge(
  paths: readonly string[],
  { reporter, output }: MergeOptions,
  context: CliContext,
): Promise<ExitCode> {
  const { backend, cwd } = context;
  const id = newRunId();
  const directory = runDirectory(context, output, id);
  const reporters = selectReporters(reporter, { known: await backend.reporters(), cwd });
  requireOwnPlaces(reporters, { directory, cwd });
  requireFreshFolder(directory);
  const lines = { ...context, out: linesOf(context, reporters) };
  const print = (line: string): void => printLine(lines, line);
  const summarise = await backend.summarise();
  const parts = await findParts(paths, {
    cwd,
    summarise,
    say: (line) => print(printable(line)),
  });
  checkParts(parts);
  const [first, ...others] = parts;
  if (first === undefined) return 3;
  const results = await writeMerged([first, ...others], { directory, id, summarise });
  if (relative(cwd, dirname(directory)) === RUNS) withdrawLatest(directory).begun();
  print(
    `Run ${id}, of ${parts.length} part${others.length === 0 ? '' : 's'}, seed ${results.run.seed}`,
  );
  const reporting = createReporting({
    runDirectory: directory,
    reporters,
    print,
    colours: wantsColours(lines),
    targets: results.targets.length,
    context,
  });
  results.scenarios.forEach((result, index) =>
    reporting.show({
      kind: 'scenario-end',
      result,
      done: index + 1,
      total: results.scenarios.length,
    }),
  );
  await reporting.end(results);
  reporting.throwIfFailed();
  return results.exitCode;
}
