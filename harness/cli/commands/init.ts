import { Option, type Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { printLine, type CliContext } from '../context.ts';
import { CI_SYSTEMS } from '../init/ci-templates.ts';
import { writeInitFiles, type InitChoice } from '../init/init-files.ts';
import { asTyped, isInProject } from '../terminal/own-command.ts';

/** `oauth-chaos init` */
export function addInitCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('init')
    .description(
      'writes a configuration, a first scenario and a file for your CI into this folder; never over a file',
    )
    .option('--js', 'JavaScript in the place of TypeScript', false)
    .addOption(
      new Option(
        '--ci <system>',
        'the CI to write a file for (default: what this folder uses, github or gitlab)',
      ).choices([...CI_SYSTEMS, 'none']),
    )
    .action(({ js, ci }: InitChoice) => {
      const files = writeInitFiles(context.cwd, { js, ci });
      for (const { path, kept, toDo } of files) {
        printLine(
          context,
          kept === undefined ? `Written: ${path}` : `Kept: ${kept}, which was there already`,
        );
        if (toDo !== undefined) printLine(context, `  ${toDo}`);
      }
      for (const line of [
        ...(isInProject(context.cwd)
          ? []
          : ['For the types in your editor: npm install --save-dev n8n-oauth-chaos']),
        'Next: oauth-chaos run --dry-run',
        'The first scenario of your own, which the suite smoke leaves out: oauth-chaos run mine',
      ])
        printLine(context, asTyped(line, context));
      finish(0);
    });
}
