import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { listRuns } from '../../store/find-run.ts';
import { LATEST } from '../../store/latest-link.ts';
import { stored } from '../../store/storage-error.ts';
import { printLine, type CliContext } from '../context.ts';
import { RUNS } from './run-options.ts';

interface CleanOptions {
  readonly runs: boolean;
  readonly yes: boolean;
}

/** `oauth-chaos clean`: removes what killed runs and broken-off installations left behind. */
export function addCleanCommand(program: Command, context: CliContext, finish: (code: ExitCode) => void): void {
  program
    .command('clean')
    .description('removes what killed runs and broken-off installations left behind')
    .option('--runs', `also the runs in ${RUNS}; only names them without --yes`, false)
    .option('--yes', 'really removes the runs', false)
    .action(async ({ runs, yes }: CleanOptions) => {
      const print = (line: string): void => printLine(context, line);
      const done = await context.services.removeLeftovers();
      await context.services.installer.clean();
      done.forEach(print);
      if (done.length === 0) print('Nothing was left behind.');
      if (runs) removeRuns(context, yes).forEach(print);
      finish(0);
    });
}

function removeRuns({ cwd }: CliContext, yes: boolean): readonly string[] {
  const folder = resolve(cwd, RUNS);
  const runs = listRuns(folder);
  if (runs.length === 0) return [`There are no runs in ${RUNS}.`];
  if (!yes) return [...runs.map((run) => `  ${join(RUNS, run)}`), `Add --yes to remove ${runs.length === 1 ? 'this run' : `these ${runs.length} runs`}.`];
  for (const run of [...runs, LATEST]) stored('remove', join(folder, run), () => rmSync(join(folder, run), { recursive: true, force: true }));
  return [`Removed ${runs.length} run${runs.length === 1 ? '' : 's'}.`];
}
