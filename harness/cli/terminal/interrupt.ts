import { HarnessError } from '../../model/error.ts';

type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The reason of the abort signal when the program was interrupted. */
class Interruption extends HarnessError {
  readonly by: InterruptSignal;

  constructor(by: InterruptSignal) {
    super('interrupted', 'Could not finish: interrupted.', { exitCode: 130 });
    this.by = by;
  }
}

export const interrupted = (by: InterruptSignal = 'SIGINT'): HarnessError => new Interruption(by);

/**
 * True when the program was stopped by SIGTERM, as service managers do it. For a program that runs
 * until it is stopped, this is no error.
 */
export const wasTerminated = ({ reason }: AbortSignal): boolean =>
  reason instanceof Interruption && reason.by === 'SIGTERM';

interface Sources {
  readonly signals: { on(signal: InterruptSignal, listener: () => void): unknown };
  readonly output: {
    on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  };
}

/**
 * Turns the first Ctrl-C or SIGTERM into an abort, so that everything is stopped and finished
 * results are reported. The second one exits at once. A closed terminal, and a reader that stops
 * reading (`| head`), also only abort: if the program exited at once, containers would continue to
 * run, and workflows would stay on the user's instance.
 */
export function abortOnInterrupt(
  { signals, output }: Sources,
  { say, exit }: { readonly say: (line: string) => void; readonly exit: (code: number) => void },
): AbortSignal {
  const controller = new AbortController();
  const onSignal = (by: 'SIGINT' | 'SIGTERM'): void => {
    if (controller.signal.aborted) return exit(130);
    say('Stopping; what is finished will be reported. Once more stops at once.');
    controller.abort(interrupted(by));
  };
  signals.on('SIGINT', () => onSignal('SIGINT'));
  signals.on('SIGTERM', () => onSignal('SIGTERM'));
  // The shell and the system may each send SIGHUP, so a second one does not mean that the user
  // wants to exit at once.
  signals.on('SIGHUP', () => controller.abort(interrupted('SIGHUP')));
  output.on('error', ({ code, message }) => {
    if (!controller.signal.aborted && code !== 'EPIPE')
      say(`Stopping: the output cannot be written (${message}).`);
    controller.abort(interrupted());
  });
  return controller.signal;
}
