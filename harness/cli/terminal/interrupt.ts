import { HarnessError } from '../../model/error.ts';

type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What an interrupted program's abort signal carries as its reason. */
class Interruption extends HarnessError {
  readonly by: InterruptSignal;

  constructor(by: InterruptSignal) {
    super('interrupted', 'Could not finish: interrupted.', { exitCode: 130 });
    this.by = by;
  }
}

export const interrupted = (by: InterruptSignal = 'SIGINT'): HarnessError => new Interruption(by);

/**
 * True when something that runs until it is stopped was stopped the way service managers do it: it
 * did nothing wrong.
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
 * Turns the first Ctrl-C or SIGTERM into an abort, so that everything is stopped and what is
 * finished is reported, and the second into an exit at once. A terminal that is closed, and a
 * reader that stops reading (`| head`), are an abort, too: with an exit containers would go on
 * running, and workflows would stay on somebody's instance.
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
  // Both the shell and the system may send it: the second is no wish for haste.
  signals.on('SIGHUP', () => controller.abort(interrupted('SIGHUP')));
  output.on('error', ({ code, message }) => {
    if (!controller.signal.aborted && code !== 'EPIPE')
      say(`Stopping: the output cannot be written (${message}).`);
    controller.abort(interrupted());
  });
  return controller.signal;
}
