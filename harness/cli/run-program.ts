import { CommanderError, type Command } from 'commander';
import { drained } from '../../mock-provider/standalone/index.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import type { ExitCode } from '../model/exit-code.ts';
import { usageError } from '../model/usage-error.ts';
import { wantsColours, type CliContext } from './context.ts';
import { createProgram } from './program.ts';
import { asTyped } from './terminal/own-command.ts';
import { describeError } from './terminal/print-error.ts';

/**
 * Runs one command line (without `node` and the script) to its end, and waits until its output has
 * left the process. Never throws; everything that the user must know is printed.
 */
export async function runProgram(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const exitCode = await parseAndRun(args, context);
  await drained(context.out, context.err);
  return exitCode;
}

async function parseAndRun(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (
      error instanceof CommanderError &&
      (error.exitCode === 0 || error.code === 'commander.help')
    )
      return error.exitCode === 0 ? 0 : 64;
    const verbose = args.includes('--verbose') || (context.env['OAUTH_CHAOS_DEBUG'] ?? '') !== '';
    const shown = context.signal.aborted
      ? context.signal.reason
      : error instanceof CommanderError
        ? fromCommander(error, commandOf(program, args))
        : error;
    const { text, exitCode: code } = describeError(shown, {
      verbose,
      colours: wantsColours({ env: context.env, out: context.err }),
    });
    context.err.write(`${asTyped(text, context)}\n`);
    return code;
  }
}

/** The command that a command line names, as far as it is known: `oauth-chaos baseline update`. */
function commandOf(program: Command, args: readonly string[]): string {
  let named = program;
  const names = [program.name()];
  for (const arg of args) {
    const next = named.commands.find((command) => command.name() === arg);
    if (next === undefined) break;
    named = next;
    names.push(arg);
  }
  return names.join(' ');
}

/** Turns commander's error for an invalid command line into an error in the form of all others. */
function fromCommander({ message }: CommanderError, command: string): Error {
  const choice = /value '(.*)' is invalid for .*Allowed choices are (.*)\.$/s.exec(message);
  if (choice !== null) {
    const [, given = '', choices = ''] = choice;
    const hint = didYouMean(given, choices.split(', '));
    return usageError(
      `Could not read the command line: '${given}' is not one of the choices.`,
      `${hint.charAt(0).toUpperCase()}${hint.slice(1)}`,
    );
  }
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').replace(/^\(|\)$/g, '');
  return usageError(
    `Could not read the command line: ${first.replace(/\.$/, '')}.`,
    suggestion === '' ? `See: ${command} --help` : suggestion,
  );
}
