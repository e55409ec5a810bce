import { Command, Help } from 'commander';
import { EXIT_CODES, type ExitCode } from '../model/exit-code.ts';
import { addAdviceCommand } from './commands/advice.ts';
import { addBaselineCommand } from './commands/baseline.ts';
import { addCleanCommand } from './commands/clean.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addConfigCommand } from './commands/config.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addHistoryCommand } from './commands/history.ts';
import { addInitCommand } from './commands/init.ts';
import { addListCommand } from './commands/list.ts';
import { addLoadCommand } from './commands/load.ts';
import { addMergeCommand } from './commands/merge.ts';
import { addN8nCommand } from './commands/n8n.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addProviderCommand } from './commands/provider.ts';
import { addRecheckCommand } from './commands/recheck.ts';
import { addReportCommand } from './commands/report.ts';
import { addRunCommand } from './commands/run.ts';
import { addSchemaCommand } from './commands/schema.ts';
import { addShowCommand } from './commands/show.ts';
import { addConfigOption, openConfig } from './config/open-config.ts';
import type { CliContext } from './context.ts';
import { tellLeftovers } from './terminal/leftovers.ts';
import { asTyped } from './terminal/own-command.ts';

const EXIT_CODE_HELP = `
Exit codes:
${Object.entries(EXIT_CODES)
  .map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  .join('\n')}

Examples:
  oauth-chaos run                                       the default suite, against the latest n8n
  oauth-chaos run 'rotation/*' --n8n 1.123.81 --n8n 2.41.1
  oauth-chaos run --project next                        one project of oauth-chaos.config.ts
  oauth-chaos run my-case.yaml --n8n 2.41.1 --baseline none
  oauth-chaos load expiries --n8n 2.41.1 --topology queue    calls at a constant rate, through expiries
  oauth-chaos provider --preset google --port 8090      a provider to try n8n by hand on
  oauth-chaos doctor --n8n https://n8n.example          what will stop the workflows of an n8n of yours
  oauth-chaos explain "Unable to sign without access token"    causes, what helps, how to tell
  oauth-chaos recheck latest                            judges the last run again, starts nothing
  oauth-chaos baseline update mine.yaml --from latest   makes its failures known ones
`;

/** Commands that show or use scenarios, checkers, faults and presets, also the user's own. */
const OF_CATALOG = new Set(['list', 'show', 'recheck', 'baseline update']);

/** The words by which a command is called, without the program's name. */
const pathOf = (command: Command): string =>
  command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim();

/**
 * Makes the complete command line. Commands report their exit code through `finish`; errors are
 * thrown.
 */
export function createProgram(context: CliContext, finish: (code: ExitCode) => void): Command {
  const program = new Command('oauth-chaos')
    .description(
      'Tries what happens to OAuth2 credentials in n8n when the provider, the network or a clock misbehaves.',
    )
    .version(context.backend.harnessVersion)
    .option('--verbose', 'shows the causes of an error (also: OAUTH_CHAOS_DEBUG=1)')
    .addHelpText('after', () => asTyped(EXIT_CODE_HELP, context))
    .exitOverride()
    // That a switch is off until it is given needs no words.
    .configureHelp({
      optionDescription: (option) =>
        option.defaultValue === false
          ? option.description
          : Help.prototype.optionDescription(option),
    })
    .configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: (text) => context.err.write(text),
      outputError: () => {},
    });
  for (const add of [
    addRunCommand,
    addAdviceCommand,
    addLoadCommand,
    addListCommand,
    addShowCommand,
    addRecheckCommand,
    addReportCommand,
    addHistoryCommand,
    addDoctorCommand,
    addExplainCommand,
    addMergeCommand,
    addPlanCommand,
    addBaselineCommand,
    addSchemaCommand,
    addConfigCommand,
    addInitCommand,
    addN8nCommand,
    addProviderCommand,
    addCleanCommand,
  ])
    add(program, context, finish);
  for (const command of program.commands) {
    for (const one of [command, ...command.commands])
      if (OF_CATALOG.has(pathOf(one))) addConfigOption(one);
    command.option('--verbose', 'shows the causes of an error');
    command.commands.forEach((sub) => sub.option('--verbose', 'shows the causes of an error'));
  }
  addCompletionCommand(program, context);
  // Every command first cleans up what killed runs left. `clean` does this itself and prints more
  // about it; `run` first checks its input. A shell that asks what can follow is not kept waiting.
  const beside = new Set(['clean', 'run', 'load', 'doctor', 'complete', 'completion']);
  program.hook('preAction', async (_program, command) => {
    if (OF_CATALOG.has(pathOf(command))) await openConfig(command.opts(), context);
    if (!beside.has(command.name())) await tellLeftovers(context);
  });
  return program;
}
