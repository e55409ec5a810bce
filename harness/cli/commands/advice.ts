import type { Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { addRunOptions, type RunOptions } from '../arguments/run-options.ts';
import { addProjectOptions, type ProjectOptions } from '../config/resolve-command.ts';
import type { CliContext } from '../context.ts';
import { runCommand } from './run.ts';

type Given = ProjectOptions & Pick<RunOptions, 'reporter'>;

/** `oauth-chaos advice`: a run of what tries the claims of guides, which prints what holds. */
export function addAdviceCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addProjectOptions(
    addRunOptions(
      program
        .command('advice')
        .description('tries what guides for users of n8n say, and prints what holds'),
      'scenarios that try advice; all of them without',
    ).option('--dry-run', 'prints the plan and starts nothing', false),
  ).action(async (wanted: string[], given: Given, command: Command) => {
    command.setOptionValueWithSource('reporter', [...(given.reporter ?? []), 'advice'], 'cli');
    command.setOptionValueWithSource('witnesses', true, 'cli');
    const scenarios = wanted.length > 0 ? wanted : await triedIn(context);
    finish(await runCommand(scenarios, given, command, context));
  });
}

/** Every scenario that tries a claim. */
async function triedIn({ backend }: CliContext): Promise<readonly string[]> {
  const trials = (await backend.advice()).flatMap((one) => one.trials);
  return [...new Set(trials.map(({ scenario }) => scenario))];
}
