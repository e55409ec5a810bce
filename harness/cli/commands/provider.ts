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
      const { backend, holdSignals } = context;
      let held: Disposable | undefined;
      const onStart = (): void => void (held = holdSignals('Stopping the provider.'));
      try {
        await serveProvider(options, POINTERS, { ...context, onStart }, backend.startProvider);
      } finally {
        held?.[Symbol.dispose]();
      }
      finish(wasTerminated(context.signal) ? 0 : 130);
    },
  );
}
