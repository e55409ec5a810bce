import { once } from 'node:events';
import type { Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { printLine, type CliContext } from '../context.ts';
import { wasTerminated } from '../terminal/interrupt.ts';
import { wholeNumber } from '../arguments/parse-number.ts';
import { providerPage, providerWarnings } from './provider-page.ts';
import { readPlan, type ProviderOptions } from './provider-plan.ts';
import { collect } from '../arguments/run-options.ts';

const LARGEST_SEED = 2 ** 32 - 1;

const HELP = `
A state file is the provider's store on disk: whoever reads it has every token and secret in it. It is written with mode
0600, when something has changed and when the provider stops. One provider uses it at a time. Give --port as well, or the
URLs change with every start. Ledger, snapshots and open authorization codes are not kept.
Ctrl-C ends with exit code 130, SIGTERM with 0. GET /healthz answers 200 while the provider is up.
`;

/** `oauth-chaos provider` */
export function addProviderCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('provider')
    .description('starts the mock provider by itself, to try n8n by hand on, until Ctrl-C')
    .option(
      '--port <n>',
      'port to listen on (default: a free one)',
      wholeNumber('--port', { min: 0, max: 65_535 }),
      0,
    )
    .option('--host <address>', 'address to listen on; whoever reaches it can use it', '127.0.0.1')
    .option('--preset <name>', 'behaves as this provider does (oauth-chaos list presets)')
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
    .option('--console', 'offers the console at /console (on unless --no-console is given)', true)
    .option('--no-console', 'leaves the console out')
    .option(
      '--seed <n>',
      'repeats the random choices and tokens of an earlier provider',
      wholeNumber('--seed', { min: 0, max: LARGEST_SEED }),
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
    .addHelpText('after', HELP)
    .action(async (options: ProviderOptions) => {
      const plan = await readPlan(options, context.cwd);
      const provider = await context.services.startProvider(plan, (line) =>
        context.err.write(`${line}\n`),
      );
      try {
        providerWarnings(plan, provider, options).forEach((line) => context.err.write(`${line}\n`));
        providerPage(plan, provider).forEach((line) => printLine(context, line));
        if (!context.signal.aborted) await once(context.signal, 'abort');
      } finally {
        await provider.close();
      }
      printLine(context, 'The provider has stopped.');
      finish(wasTerminated(context.signal) ? 0 : 130);
    });
}
