import { HarnessError } from './error.ts';

/** Something on the command line that cannot be carried out; nothing has been started. */
export const usageError = (message: string, hint?: string): HarnessError =>
  new HarnessError('usage', message, { exitCode: 64, ...(hint === undefined ? {} : { hint }) });
