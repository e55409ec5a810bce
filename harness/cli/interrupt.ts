import { HarnessError } from '../model/error.ts';

/** What an interrupted program's abort signal carries as its reason. */
class Interruption extends HarnessError {
  readonly by: 'SIGINT' | 'SIGTERM';

  constructor(by: 'SIGINT' | 'SIGTERM') {
    super('interrupted', 'Could not finish: interrupted.', { exitCode: 130 });
    this.by = by;
  }
}

export const interrupted = (by: 'SIGINT' | 'SIGTERM' = 'SIGINT'): HarnessError => new Interruption(by);

/** True when something that runs until it is stopped was stopped the way service managers do it: it did nothing wrong. */
export const wasTerminated = ({ reason }: AbortSignal): boolean => reason instanceof Interruption && reason.by === 'SIGTERM';

interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/**
 * Turns the first Ctrl-C or SIGTERM into an abort, so that everything is stopped and what is finished is reported, and the
 * second into an exit at once.
 */
export function abortOnInterrupt(source: SignalSource, { say, exit }: { readonly say: (line: string) => void; readonly exit: (code: number) => void }): AbortSignal {
  const controller = new AbortController();
  const onSignal = (by: 'SIGINT' | 'SIGTERM'): void => {
    if (controller.signal.aborted) return exit(130);
    say('Stopping; what is finished will be reported. Once more stops at once.');
    controller.abort(interrupted(by));
  };
  source.on('SIGINT', () => onSignal('SIGINT'));
  source.on('SIGTERM', () => onSignal('SIGTERM'));
  return controller.signal;
}
