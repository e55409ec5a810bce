import { existsSync, rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { measured, type Removed } from '../../machine/folder-sizes.ts';
import { stored } from '../../machine/storage-error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { usageError } from '../../model/usage-error.ts';
import { driverOf } from '../../n8n/index.ts';
import { listRuns } from '../../store/find-run.ts';
import { LATEST } from '../../store/latest-link.ts';
import { runOwner } from '../../store/run-owner.ts';
import { addDriverOptions } from '../arguments/driver-options.ts';
import { RUNS } from '../arguments/run-options.ts';
import { printLine, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { sizeText } from '../terminal/size-text.ts';

interface CleanOptions {
  readonly n8n?: string;
  readonly runs: boolean;
  readonly yes: boolean;
}

/** `oauth-chaos clean`: removes what killed runs and interrupted installations left behind. */
export function addCleanCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addDriverOptions(program.command('clean'), ({ alsoForClean }) => alsoForClean === true)
    .description('removes what killed runs and broken-off installations left behind')
    .option('--runs', `also the runs in ${RUNS}; only names them without --yes`, false)
    .option('--n8n <address>', 'only what killed runs left on a running instance')
    .option(
      '--yes',
      'really removes the runs; on an instance, also what a run on another machine may have left',
      false,
    )
    .action(async ({ runs, yes, n8n, ...ofDriver }: CleanOptions) => {
      const print = (line: string): void => printLine(context, line);
      if (n8n !== undefined) {
        using _held = context.holdSignals();
        const place = await driverOf(n8n).cleanUp?.admit?.(n8n, ofDriver, context);
        if (place === undefined)
          throw usageError(
            `Could not clean ${n8n}: it is not the address of a running instance.`,
            'Installed versions are removed with: oauth-chaos n8n remove <version>',
          );
        const how = { yes, signal: context.signal };
        (await context.backend.cleanTarget(n8n, place, how)).forEach(print);
        return finish(0);
      }
      const done = await context.backend.removeLeftovers();
      const broken = await context.backend.installer.clean();
      const pending = await context.backend.pendingRemains();
      const told = [
        ...done,
        ...(broken.folders === 0 ? [] : [removedText(broken, 'broken-off installation')]),
        ...pending,
      ];
      told.forEach((line) => print(asTyped(line, context)));
      if (told.length === 0) print('Nothing was left behind.');
      if (runs) (await removeRuns(context, yes)).forEach(print);
      finish(0);
    });
}

/** `Removed 2 runs: 34 MB are free again.` */
const removedText = ({ folders, bytes }: Removed, what: string): string =>
  `Removed ${folders} ${what}${folders === 1 ? '' : 's'}: ${sizeText(bytes)} are free again.`;

async function removeRuns({ cwd, backend }: CliContext, yes: boolean): Promise<readonly string[]> {
  const folder = resolve(cwd, RUNS);
  const held = await backend.heldFolders();
  const all = listRuns(folder);
  const inProgress = new Set<string>();
  for (const run of all)
    if (
      held.some((path) => path.startsWith(join(folder, run, sep))) ||
      (await runOwner(join(folder, run))) === 'alive'
    )
      inProgress.add(run);
  const runs = all.filter((run) => !inProgress.has(run));
  const left = [...inProgress].map(
    (run) => `Left alone ${join(RUNS, run)}: a run is at work there.`,
  );
  if (runs.length === 0)
    return [...left, `There are no ${left.length === 0 ? '' : 'other '}runs in ${RUNS}.`];
  const size = await measured(runs.map((run) => join(folder, run)));
  if (!yes)
    return [
      ...left,
      ...runs.map((run) => `  ${join(RUNS, run)}`),
      `Add --yes to remove ${runs.length === 1 ? 'this run' : `these ${runs.length} runs`}, ${sizeText(size.bytes)}.`,
    ];
  const remove = (name: string): void =>
    stored('remove', join(folder, name), () =>
      rmSync(join(folder, name), { recursive: true, force: true }),
    );
  runs.forEach(remove);
  if (!existsSync(join(folder, LATEST))) remove(LATEST);
  return [...left, removedText(size, 'run')];
}
