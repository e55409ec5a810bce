import { printableLines } from '../model/printable.ts';
import type { Backend } from './backend/backend.ts';

/** Where the command line reads and writes; tests pass in their own. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly backend: Backend;
  /** Everything that is piped in or typed until the end of input. */
  readonly readInput: () => Promise<string>;
  /** Asks the user for a secret without showing it; undefined when there is no terminal. */
  readonly askSecret?: (question: string) => Promise<string>;
  /**
   * Aborted when the program is interrupted while it holds signals, and when nothing reads its
   * output any more.
   */
  readonly signal: AbortSignal;
  /**
   * Makes a signal to the program abort `signal` until it is disposed, instead of ending the
   * program at once. For commands that have something to stop; `stopping` tells the user what.
   */
  readonly holdSignals: (stopping?: string) => Disposable;
}

/** Writes a line to standard output, or several; what texts of others hold does nothing there. */
export const printLine = (context: Pick<CliContext, 'out'>, line = ''): void => {
  context.out.write(`${printableLines(line)}\n`);
};

/**
 * True when the output has colours: follows https://no-color.org, and FORCE_COLOR for CI logs that
 * show colours.
 */
export function wantsColours({ env, out }: Pick<CliContext, 'env' | 'out'>): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return out.isTTY === true;
}
