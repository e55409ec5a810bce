import { HarnessError } from '../model/error.ts';

/** An error about a file of the user's own. */
export const ownError = (file: string, reason: string, hint: string): HarnessError =>
  new HarnessError('own-file-invalid', `Could not use ${file}: ${reason}.`, {
    exitCode: 64,
    hint,
  });
