import { Option, type Command } from 'commander';
import { usageError } from './standalone-error.ts';

/** The options of the provider as the user wrote them. */
export interface ProviderOptions {
  readonly port: number;
  readonly host: string;
  readonly realm: string;
  readonly preset?: string;
  readonly variant?: string;
  readonly policy?: string;
  readonly fault?: readonly string[];
  readonly controlToken?: string;
  readonly controlTokenFile?: string;
  readonly console: boolean;
  readonly seed?: number;
  readonly publicUrl?: string;
  readonly allowHost?: readonly string[];
  readonly state?: string;
  readonly discardState?: boolean;
}

/** Where the user finds more. This depends on the program that offers the provider. */
export interface Pointers {
  /** Command that lists the presets. */
  readonly presets: string;
  /** How to get a policy file, as the end of a sentence. */
  readonly policy: string;
}

const LARGEST_SEED = 2 ** 32 - 1;

const HELP = `
A state file is the provider's store on disk: whoever reads it has every token and secret in it. It is written with mode
0600, when something has changed and when the provider stops. One provider uses it at a time. Give --port as well, or the
URLs change with every start. Ledger, snapshots and open authorization codes are not kept.
Ctrl-C ends with exit code 130, SIGTERM with 0. GET /healthz answers 200 while the provider is up.
`;

/** Declares the options of the provider and their texts for `--help`. */
export function addProviderOptions(command: Command, { presets }: Pointers): Command {
  return command
    .description('starts the mock provider by itself, to try n8n by hand on, until Ctrl-C')
    .addOption(
      new Option('--port <n>', 'port to listen on')
        .argParser(wholeNumber('--port', 65_535, 8090))
        .default(0, 'a free one'),
    )
    .option('--host <address>', 'address to listen on; whoever reaches it can use it', '127.0.0.1')
    .option('--preset <name>', `behaves as this provider does (${presets})`)
    .option('--variant <name>', 'variant of the preset')
    .option('--policy <file>', 'YAML or JSON file with settings, over those of the preset')
    .option(
      '--fault <name[=json]>',
      'a fault in force from the start, with its options; may be given more than once',
      collect,
    )
    .option('--realm <name>', 'name of the realm', 'demo')
    .option('--control-token <token|off>', 'token of the control API (default: a new one)')
    .option('--control-token-file <file>', 'reads that token from a file')
    .option('--console', 'offers the console at /console', true)
    .option('--no-console', 'leaves the console out')
    .option(
      '--seed <n>',
      'repeats the random choices and tokens of an earlier provider',
      wholeNumber('--seed', LARGEST_SEED, 4),
    )
    .option(
      '--public-url <url>',
      'base of every URL that is told, where others reach it by another address (containers, proxies)',
    )
    .option(
      '--allow-host <name>',
      'another name under which the control API may be reached; may be given more than once',
      collect,
    )
    .option(
      '--state <file>',
      'keeps the realms in this file over a restart; it holds raw tokens, client secrets and the signing key',
    )
    .option('--discard-state', 'when the state file is damaged, keeps it aside and begins anew')
    .addHelpText('after', HELP);
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

const wholeNumber =
  (option: string, max: number, example: number) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value <= max) return value;
    throw usageError(
      `Could not read ${option}: '${text}' is not a whole number from 0 to ${max}.`,
      `For example: ${option} ${example}`,
    );
  };
