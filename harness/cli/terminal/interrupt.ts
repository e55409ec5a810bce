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
  readonly signals: {
    on(signal: InterruptSignal, listener: () => void): unknown;
    off(signal: InterruptSignal, listener: () => void): unknown;
  };
  readonly output: {
    on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  };
}

/**
 * How long after SIGTERM the program may go on, in milliseconds: whoever sends it waits for a
 * second before anybody asks what is wrong.
 */
const TERMINATED_WITHIN_MS = 500;

export interface Interrupts {
  /** Aborted by a signal that is held, and when nothing reads the output any more. */
  readonly signal: AbortSignal;
  /**
   * Until it is disposed, the first Ctrl-C or SIGTERM is an abort, so that everything is stopped
   * and finished results are reported. At all other times a signal ends the program at once, as
   * the system does it, even while it computes: there is nothing to stop.
   * @param stopping what a signal stops, and what becomes of it, as a sentence
   */
  hold(stopping?: string): Disposable;
}

/**
 * Watches for interruptions. The second signal exits at once, and so does the time after a SIGTERM.
 * A closed terminal, and a reader that stops reading (`| head`), only abort: if the program exited
 * at once, containers would continue to run, and workflows would stay on the user's instance.
 */
export function watchInterrupts(
  { signals, output }: Sources,
  { say, exit }: { readonly say: (line: string) => void; readonly exit: (code: number) => void },
): Interrupts {
  const controller = new AbortController();
  let stopping = '';
  const onSignal = (by: 'SIGINT' | 'SIGTERM') => (): void => {
    if (controller.signal.aborted) return exit(130);
    say(`${stopping} Once more stops at once.`);
    if (by === 'SIGTERM') setTimeout(() => exit(130), TERMINATED_WITHIN_MS).unref();
    controller.abort(interrupted(by));
  };
  const listeners = {
    SIGINT: onSignal('SIGINT'),
    SIGTERM: onSignal('SIGTERM'),
    // The shell and the system may each send SIGHUP, so a second one does not mean that the user
    // wants to exit at once.
    SIGHUP: () => controller.abort(interrupted('SIGHUP')),
  };
  output.on('error', ({ code, message }) => {
    if (!controller.signal.aborted && code !== 'EPIPE')
      say(`Stopping: the output cannot be written (${message}).`);
    controller.abort(interrupted());
  });
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return {
    signal: controller.signal,
    hold(sentence = 'Stopping.') {
      stopping = sentence;
      for (const name of names) signals.on(name, listeners[name]);
      return {
        [Symbol.dispose]() {
          for (const name of names) signals.off(name, listeners[name]);
        },
      };
    },
  };
}
