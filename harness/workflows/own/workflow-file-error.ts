import { HarnessError } from '../../model/error.ts';

/** A flaw of a workflow file, with what to do about it. Nothing has been started yet. */
export const workflowFileError = (shownAs: string, reason: string, hint: string): HarnessError =>
  new HarnessError('workflow-file-invalid', `Could not use workflow ${shownAs}: ${reason}.`, {
    hint,
    exitCode: 64,
  });
