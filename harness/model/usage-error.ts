import { HarnessError } from './error.ts';

/** An error in the command line. Nothing has been started yet. */
export const usageError = (message: string, hint?: string): HarnessError =>
  new HarnessError('usage', message, { exitCode: 64, ...(hint === undefined ? {} : { hint }) });
