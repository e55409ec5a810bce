import { HarnessError } from '../model/error.ts';

/** What an interrupted program's abort signal carries as its reason. */
export const interrupted = (): HarnessError => new HarnessError('interrupted', 'Could not finish: interrupted.', { exitCode: 130 });

interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/**
 * Turns the first Ctrl-C or SIGTERM into an abort, so that everything is stopped and what is finished is reported, and the
 * second into an exit at once.
 */
export function abortOnInterrupt(source: SignalSource, { say, exit }: { readonly say: (line: string) => void; readonly exit: (code: number) => void }): AbortSignal {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) return exit(130);
    say('Stopping; what is finished will be reported. Once more stops at once.');
    controller.abort(interrupted());
  };
  source.on('SIGINT', onSignal);
  source.on('SIGTERM', onSignal);
  return controller.signal;
}
