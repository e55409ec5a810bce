import type { Command } from 'commander';
import {
  addProviderOptions,
  serveProvider,
  type Pointers,
  type ProviderOptions,
} from '../../../mock-provider/standalone/index.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import type { CliContext } from '../context.ts';
import { wasTerminated } from '../terminal/interrupt.ts';

const POINTERS: Pointers = {
  presets: 'oauth-chaos list presets',
  policy: '`oauth-chaos show google` prints one.',
};

/** `oauth-chaos provider`: offers the provider's own command line as one command. */
export function addProviderCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addProviderOptions(program.command('provider'), POINTERS).action(
    async (options: ProviderOptions) => {
      using _held = context.holdSignals();
      await serveProvider(options, POINTERS, context, context.backend.startProvider);
      finish(wasTerminated(context.signal) ? 0 : 130);
    },
  );
}
