import { once } from 'node:events';
import type { Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { printLine, type CliContext } from '../context.ts';
import { wholeNumber } from '../parse-number.ts';
import type { ProviderPlan, StandaloneProvider } from '../services.ts';
import { table } from '../text/table.ts';
import { readPlan, type ProviderOptions } from './provider-plan.ts';
import { collect } from './run-options.ts';

const LARGEST_SEED = 2 ** 32 - 1;

/** `oauth-chaos provider` */
export function addProviderCommand(program: Command, context: CliContext, finish: (code: ExitCode) => void): void {
  program
    .command('provider')
    .description('starts the mock provider by itself, to try n8n by hand on, until Ctrl-C')
    .option('--port <n>', 'port to listen on (default: a free one)', wholeNumber('--port', { min: 0, max: 65_535 }), 0)
    .option('--host <address>', 'address to listen on; whoever reaches it can use it', '127.0.0.1')
    .option('--preset <name>', 'behaves as this provider does (oauth-chaos list presets)')
    .option('--variant <name>', 'variant of the preset')
    .option('--policy <file>', 'YAML or JSON file with settings, over those of the preset')
    .option('--fault <name[=json]>', 'a fault in force from the start, with its options; may be given more than once', collect)
    .option('--realm <name>', 'name of the realm', 'demo')
    .option('--control-token <token|off>', 'token of the control API (default: a new one)')
    .option('--seed <n>', 'repeats the random choices and tokens of an earlier provider', wholeNumber('--seed', { min: 0, max: LARGEST_SEED }))
    .action(async (options: ProviderOptions) => {
      const plan = await readPlan(options, context.cwd);
      const provider = await context.services.startProvider(plan);
      try {
        warnings(plan, provider).forEach((line) => context.err.write(`${line}\n`));
        pageOf(provider).forEach((line) => printLine(context, line));
        if (!context.signal.aborted) await once(context.signal, 'abort');
      } finally {
        await provider.close();
      }
      printLine(context, 'The provider has stopped.');
      finish(130);
    });
}

/** Everything that has to be pasted somewhere, under the names n8n's credential dialog has for it. */
function pageOf({ realm, client, control }: StandaloneProvider): readonly string[] {
  return [
    `The provider is up with realm '${realm.name}'. For an OAuth2 API credential in n8n (Grant Type: Authorization Code):`,
    '',
    ...table([
      ['Authorization URL', realm.authorizationUrl],
      ['Access Token URL', realm.tokenUrl],
      ['Client ID', client.id],
      ['Client Secret', client.secret],
      ['Scope', realm.policy.scopes],
      ['API URL', `${realm.apiUrl}/items/1`],
    ]).map((line) => `  ${line}`),
    '',
    ...table([
      ['Control API', control.url],
      ['Control token', control.token ?? 'none asked for'],
      ['Operations', `${control.url}/openapi.json`],
      ['Faults in force', realm.faults.map(({ id }) => id).join(', ') || 'none'],
    ]),
    '',
    'Ctrl-C stops it; everything it knows is then forgotten.',
  ];
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/i.test(host);

function warnings({ host }: ProviderPlan, { control }: StandaloneProvider): readonly string[] {
  const open = control.token === undefined;
  return [
    ...(isLoopback(host) ? [] : [`WARNING: the provider listens on ${host}: everybody who reaches this machine there can get tokens from it${open ? ' AND CONTROL IT' : ''}. Use it in a network you trust, and never with real data.`]),
    ...(open ? ['WARNING: the control API asks for no token: every program that reaches the provider can control it.'] : []),
  ];
}
