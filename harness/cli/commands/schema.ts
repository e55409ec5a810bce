import { Argument, type Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { printLine, type CliContext } from '../context.ts';

/** `oauth-chaos schema` */
export function addSchemaCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('schema')
    .description('prints the JSON Schema of scenario files, results.json or history events')
    .addArgument(new Argument('<what>').choices(['scenario', 'results', 'history']))
    .action(async (what: 'scenario' | 'results' | 'history') => {
      printLine(context, JSON.stringify(await context.backend.schema(what), null, 2));
      finish(0);
    });
}
