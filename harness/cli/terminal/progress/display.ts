import type { Progress } from '../../../model/progress.ts';

/** Shows the progress of a run. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Writes a permanent line, above the part that changes. */
  print(line: string): void;
  /** Restores the terminal. Nothing changes on it afterwards. */
  stop(): void;
}

export interface DisplayOptions {
  readonly out: NodeJS.WritableStream;
  readonly colours: boolean;
  /** False when a reporter prints every result itself. */
  readonly printsResults: boolean;
  readonly now?: () => number;
}
