import { Argument, type Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { SCHEMAS, type SchemaName } from '../backend/backend.ts';
import { printLine, type CliContext } from '../context.ts';

/** `oauth-chaos schema` */
export function addSchemaCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('schema')
    .description(
      'prints the JSON Schema of scenario files, policies, baselines, configurations, results.json, history events or what doctor prints',
    )
    .addArgument(new Argument('<what>', 'what it describes').choices([...SCHEMAS]))
    .action(async (what: SchemaName) => {
      printLine(context, JSON.stringify(await context.backend.schema(what), null, 2));
      finish(0);
    });
}
