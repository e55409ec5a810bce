import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { presets } from '../policy/presets/index.ts';
import { addProviderOptions, type Pointers, type ProviderOptions } from './provider-options.ts';
import { serveProvider, type Surroundings } from './serve-provider.ts';
import { StandaloneError, usageError } from './standalone-error.ts';

const NAME = 'oauth-chaos-provider';

const POINTERS: Pointers = {
  presets: `${NAME} --help`,
  policy: 'for example: accessTokenTtl: 60s',
};

const PRESETS = `Presets: ${presets.map(({ name }) => name).join(', ')}\n`;

/**
 * Runs one command line (without `node` and the script) until its provider has stopped. Never
 * throws: it prints every error. The reason of the signal says what stopped the provider.
 * @returns the exit code: 0 after SIGTERM, 130 after anything else that stopped it, 64, 70
 */
export async function runCommand(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { out, err, signal } = surroundings;
  const program = addProviderOptions(new Command(NAME), POINTERS)
    .option('--verbose', 'shows the causes of an error')
    .addHelpText('after', PRESETS)
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), outputError: () => undefined })
    .action((options: ProviderOptions) => serveProvider(options, POINTERS, surroundings));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return signal.reason === 'SIGTERM' ? 0 : 130;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const told = error instanceof CommanderError ? fromCommander(error) : error;
    err.write(`${describe(told, args.includes('--verbose'))}\n`);
    return told instanceof StandaloneError ? told.exitCode : 70;
  }
}

const fromCommander = ({ message }: CommanderError): StandaloneError =>
  usageError(
    `Could not read the command line: ${message.replace(/^error: /, '').replace('\n', ' ')}.`,
    `See: ${NAME} --help`,
  );

function describe(error: unknown, verbose: boolean): string {
  if (!(error instanceof StandaloneError))
    return `Could not go on: the provider made a mistake. Please report it with what follows.\n${inspect(error)}`;
  const { message, hint, code } = error;
  return [message, hint, `code: ${code}`, verbose ? inspect(error) : undefined]
    .filter((line) => line !== undefined)
    .join('\n');
}
