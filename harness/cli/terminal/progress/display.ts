import type { Progress } from '../../../model/progress.ts';

/** Shows a run while it goes on. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Writes a line that stays, above anything that moves. */
  print(line: string): void;
  /** Leaves the terminal as it was; nothing moves afterwards. */
  stop(): void;
}

export interface DisplayOptions {
  readonly out: NodeJS.WritableStream;
  readonly colours: boolean;
  /** False when a reporter prints every result itself. */
  readonly printsResults: boolean;
  readonly now?: () => number;
}
